import { setTimeout } from 'node:timers/promises'

/** Milliseconds: longer than what two hashes differ by, short enough to wait for. */
const STEP = 500

/**
 * Answers, or throws, only at whole steps after it was asked, so that the time says nothing of what
 * was found on the way.
 */
export async function inEvenTime<Value>(work: () => Promise<Value>): Promise<Value> {
  const begun = performance.now()
  try {
    return await work()
  } finally {
    const spent = performance.now() - begun
    await setTimeout(Math.ceil(spent / STEP) * STEP - spent)
  }
}
