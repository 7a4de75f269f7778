import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inLanes } from './lanes.ts'

/** A lane, or none, and how long the piece takes. */
const aPiece = fc.record({
  lane: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }),
  turns: fc.integer({ min: 0, max: 3 }),
})

test('each piece is taken once, in the order of its lane, and never more than the width at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aPiece, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), run),
    { numRuns: 200 },
  )
})

async function run(
  pieces: readonly { lane: string | undefined; turns: number }[],
  width: number,
): Promise<void> {
  const begun: number[] = []
  const ended: number[] = []
  const numbered = pieces.map((piece, index) => ({ ...piece, index }))
  const results = await inLanes(
    numbered,
    ({ lane }) => lane,
    width,
    async ({ index, turns }) => {
      begun.push(index)
      expect(begun.length - ended.length).toBeLessThanOrEqual(width)
      for (let turn = 0; turn < turns; turn += 1) await sleep(0)
      ended.push(index)
      return index
    },
  )
  expect(results).toEqual(numbered.map(({ index }) => index))
  expect(begun.toSorted((a, b) => a - b)).toEqual(results)
  for (const { index, lane } of numbered) {
    const before = numbered.slice(0, index).filter((one) => isApart(lane, one.lane))
    for (const earlier of before) {
      expect(ended.indexOf(earlier.index)).toBeLessThan(ended.indexOf(index))
    }
  }
}

/** Whether what comes later waits for what came before. */
const isApart = (later: string | undefined, earlier: string | undefined) =>
  later === undefined || earlier === undefined || later === earlier
