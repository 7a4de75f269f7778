import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds something may take to come true. */
const PATIENCE = 40_000
const PAUSE = 40

/** Asks again and again until there is an answer. Throws when it takes longer than 40 s. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false>,
): Promise<Answer> {
  const limit = Date.now() + PATIENCE
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > limit) throw new Error(`Waited in vain until ${what}`)
    await sleep(PAUSE)
  }
}
