import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@causeway/service-kit/log'

export interface Loop {
  /** Ends a pause at once. */
  wake(): void
  close(): Promise<void>
}

/** Waits until the loop is woken, or so many milliseconds. */
type Idle = (milliseconds: number | undefined) => Promise<void>

/** Milliseconds before a round that failed is tried again; doubles up to the last. */
const FIRST_PAUSE = 250
const LAST_PAUSE = 1_500

/** Runs rounds one after the other until closed; a failing round is logged and tried again later. */
export function startLoop(
  log: Logger,
  round: (signal: AbortSignal, idle: Idle) => Promise<void>,
): Loop {
  const stop = new AbortController()
  let woken = Promise.withResolvers<void>()
  let pause = FIRST_PAUSE

  const idle: Idle = async (milliseconds) => {
    const timer = new AbortController()
    const limit = milliseconds === undefined ? [] : [rest(milliseconds, timer.signal)]
    await Promise.race([woken.promise, ...limit])
    timer.abort()
    woken = Promise.withResolvers<void>()
  }
  const rest = (milliseconds: number, signal: AbortSignal) =>
    sleep(milliseconds, undefined, { signal }).catch((error) => {
      if (!signal.aborted) throw error
    })

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await round(stop.signal, idle)
        pause = FIRST_PAUSE
      } catch (error) {
        if (stop.signal.aborted) return
        log.warn({ err: error }, 'a round of work failed')
        await idle(pause)
        pause = Math.min(pause * 2, LAST_PAUSE)
      }
    }
  }

  const running = run()
  return {
    wake: () => woken.resolve(),
    async close() {
      stop.abort()
      woken.resolve()
      await running
    },
  }
}
