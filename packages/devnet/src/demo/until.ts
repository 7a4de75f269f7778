import { setTimeout as sleep } from 'node:timers/promises'
import { DevnetFault } from '../reason.ts'

/** Milliseconds something may take to come true. */
const PATIENCE = 40_000
const PAUSE = 40

/** Asks until there is an answer. Throws `DevnetFault` when it takes longer than 40 s. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false>,
): Promise<Answer> {
  const limit = Date.now() + PATIENCE
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > limit) throw new DevnetFault(`Waited in vain until ${what}`)
    await sleep(PAUSE)
  }
}
