/** Milliseconds between two numberings at least, and, while nothing wakes it, at most. */
const PACE = 250
const QUIET = 1_000

interface Options {
  /** Returns whether leaves may be left over. */
  sequence: () => Promise<boolean>
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
      const isMoreOwed = await sequence().catch((error) => {
        onError(error)
        return false
      })
      await pause(PACE, () => false)
      if (!isMoreOwed) await pause(QUIET - PACE, () => isWoken)
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
