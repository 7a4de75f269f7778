/** Milliseconds after a numbering, and then, while nothing wakes it, until it looks by itself. */
const PACE = 500
const QUIET = 1_000

const FAILED = { isIdle: false, isMoreOwed: false }

interface Options {
  /** Returns whether there was nothing to do, and whether leaves may be left over. */
  sequence: () => Promise<{ isIdle: boolean; isMoreOwed: boolean }>
  onError: (error: unknown) => void
}

export interface Sequencer {
  /** There are new leaves: number them at once after a quiet spell, else when the pace allows. */
  wake(): void
  /** Resolves once nothing is under way any more. */
  stop(): Promise<void>
}

/** Runs `sequence` again and again. Each process may have one; the lock decides who numbers. */
export function startSequencer({ sequence, onError }: Options): Sequencer {
  let isStopped = false
  let isWoken = false
  let cutShort = () => {}

  const pause = (milliseconds: number, isOver: () => boolean) =>
    new Promise<void>((resolve) => {
      if (isStopped || isOver()) return resolve()
      const timer = setTimeout(resolve, milliseconds)
      cutShort = () => {
        if (!isStopped && !isOver()) return
        clearTimeout(timer)
        resolve()
      }
    })

  const run = async () => {
    while (!isStopped) {
      isWoken = false
      const { isIdle, isMoreOwed } = await sequence().catch((error) => {
        onError(error)
        return FAILED
      })
      if (!isIdle) await pause(PACE, () => false)
      if (!isMoreOwed) await pause(QUIET, () => isWoken)
    }
  }

  const running = run()
  return {
    wake() {
      isWoken = true
      cutShort()
    },
    async stop() {
      isStopped = true
      cutShort()
      await running
    },
  }
}
