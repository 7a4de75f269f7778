import { Problem } from '@causeway/schemas/problems'
import { expect, test } from 'vitest'
import { createBatcher } from './batcher.ts'

/** Settles batches when told to, and remembers them. */
function aBatcher({ maxRows = 4, maxWaiting = 10 } = {}) {
  const batches: { rows: readonly number[]; finish: (error?: Error) => void }[] = []
  const batcher = createBatcher<number, string>({
    maxRows,
    maxInFlight: 2,
    maxWaiting,
    settle: (rows) =>
      new Promise((resolve, reject) => {
        const finish = (error?: Error) => (error ? reject(error) : resolve(rows.map(String)))
        batches.push({ rows, finish })
      }),
  })
  return { batcher, batches, sizes: () => batches.map(({ rows }) => rows.length) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a row that arrives alone goes at once', () => {
  const { batcher, batches } = aBatcher()
  void batcher.submit([1])
  expect(batches).toHaveLength(1)
})

test('rows that arrive while two batches are under way form the next, in order', async () => {
  const { batcher, batches } = aBatcher()
  const outcomes = [1, 2, 3, 4, 5].map((row) => batcher.submit([row]))
  expect(batches.map(({ rows }) => rows)).toEqual([[1], [2]])
  batches[0]?.finish()
  await settled()
  expect(batches[2]?.rows).toEqual([3, 4, 5])
  batches[1]?.finish()
  batches[2]?.finish()
  expect((await Promise.all(outcomes)).flat()).toEqual(['1', '2', '3', '4', '5'])
})

test('no batch is larger than it may be', async () => {
  const { batcher, batches, sizes } = aBatcher()
  void batcher.submit([1, 2, 3, 4, 5, 6])
  void batcher.submit([7, 8, 9])
  expect(sizes()).toEqual([4, 2])
  batches[0]?.finish()
  await settled()
  expect(sizes()).toEqual([4, 2, 3])
})

test('a failed batch fails its own rows only', async () => {
  const { batcher, batches } = aBatcher()
  const [bad, good] = [batcher.submit([1]), batcher.submit([2])]
  batches[0]?.finish(new Error('broken'))
  batches[1]?.finish()
  await expect(bad).rejects.toThrow('broken')
  expect(await good).toEqual(['2'])
})

test('a line that is too long is refused whole', async () => {
  const { batcher } = aBatcher({ maxWaiting: 2 })
  void batcher.submit([1])
  void batcher.submit([2])
  void batcher.submit([3])
  expect(batcher.room()).toBe(1)
  await expect(batcher.submit([4, 5])).rejects.toThrow(Problem)
  expect(batcher.room()).toBe(1)
})

test('nothing to settle settles at once', async () => {
  const { batcher, batches } = aBatcher()
  expect(await batcher.submit([])).toEqual([])
  expect(batches).toEqual([])
})
