import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startSequencer } from './sequencer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Counts how often something was numbered; `add` brings a leaf. */
function aLog() {
  let pending = 0
  let numberings = 0
  const sequencer = startSequencer({
    sequence: async () => {
      const isIdle = pending === 0
      if (!isIdle) numberings += 1
      pending = 0
      return { isIdle, isMoreOwed: false }
    },
    onError: (error) => {
      throw error
    },
  })
  return {
    sequencer,
    numbered: () => numberings,
    leaveUnannounced() {
      pending += 1
    },
    async add() {
      pending += 1
      sequencer.wake()
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

test.each([0, 10, 999, 1_000, 1_010, 60_000])(
  'the first leaf after %i ms of nothing is numbered at once, the next ones together',
  async (quiet) => {
    const { add, numbered, sequencer } = aLog()
    await vi.advanceTimersByTimeAsync(quiet)
    await add()
    expect(numbered()).toBe(1)
    await add()
    await add()
    expect(numbered()).toBe(1)
    await vi.advanceTimersByTimeAsync(500)
    expect(numbered()).toBe(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbered()).toBe(2)
    await Promise.all([sequencer.stop(), vi.advanceTimersByTimeAsync(2_000)])
  },
)

test('what another process took and left is found within a second', async () => {
  const { leaveUnannounced, numbered, sequencer } = aLog()
  await vi.advanceTimersByTimeAsync(60_000)
  leaveUnannounced()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(numbered()).toBe(1)
  await Promise.all([sequencer.stop(), vi.advanceTimersByTimeAsync(2_000)])
})
