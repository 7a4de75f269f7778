import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  completedBy,
  consistencyNodes,
  consistencyProofFrom,
  EMPTY_ROOT,
  inclusionNodes,
  inclusionProofFrom,
  nodeReader,
  rootFrom,
  rootNodes,
} from './index.ts'
import {
  grown,
  only,
  referenceConsistency,
  referenceInclusion,
  referenceRoot,
  someLeaves,
} from './test/reference-tree.ts'

const leaves = someLeaves(2000)
const stored = grown(leaves)
const read = nodeReader(stored)

describe('against the definition in RFC 6962, from the named nodes alone', () => {
  const expectRoot = (size: number) =>
    expect(rootFrom(size, only(rootNodes(size), read))).toBe(referenceRoot(leaves.slice(0, size)))

  const expectInclusion = (index: number, size: number) =>
    expect(inclusionProofFrom(index, size, only(inclusionNodes(index, size), read))).toEqual(
      referenceInclusion(index, leaves.slice(0, size)),
    )

  const expectConsistency = (first: number, second: number) =>
    expect(
      consistencyProofFrom(first, second, only(consistencyNodes(first, second), read)),
    ).toEqual(referenceConsistency(first, leaves.slice(0, second)))

  test('every tree, leaf and earlier tree up to 70 leaves', () => {
    for (let size = 0; size <= 70; size += 1) {
      expectRoot(size)
      for (let index = 0; index < size; index += 1) {
        expectInclusion(index, size)
        expectConsistency(index + 1, size)
      }
    }
  })

  test('random ones up to 2000 leaves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(1999), (size, seed) => {
        expectRoot(size)
        expectInclusion(seed % size, size)
        expectConsistency(1 + (seed % size), size)
      }),
    )
  })
})

describe('growth', () => {
  test('gives the same store however the leaves were batched', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.array(fc.nat(40), { maxLength: 20 }), (count, batches) => {
        const some = leaves.slice(0, count)
        expect(grown(some, batches)).toEqual(grown(some))
        expect(rootFrom(count, nodeReader(grown(some, batches)))).toBe(referenceRoot(some))
      }),
    )
  })

  test('reads the right edge only and stores each complete subtree once', () => {
    for (let size = 0; size <= 70; size += 1) {
      const next = leaves.slice(size, size + 9)
      const added = completedBy(size, next, only(rootNodes(size), read))
      const all = [...grown(leaves.slice(0, size)), ...added]
      expect(all).toEqual(grown(leaves.slice(0, size + 9)))
      expect(new Set(all.map(({ level, position }) => `${level}:${position}`)).size).toBe(
        all.length,
      )
    }
  })

  test('notices that the right edge is incomplete', () => {
    expect(() => completedBy(3, leaves.slice(3, 4), () => undefined)).toThrow(/incomplete/)
    expect(() => rootFrom(3, () => undefined)).toThrow(/missing/)
  })
})

describe('bounds', () => {
  test('the empty tree has the hash of nothing as its root', () => {
    expect(rootNodes(0)).toEqual([])
    expect(rootFrom(0, () => undefined)).toBe(EMPTY_ROOT)
    expect(completedBy(0, [], () => undefined)).toEqual([])
  })

  test('proofs ask for few nodes, also in trees beyond 32 bits', () => {
    const size = 2 ** 40 + 12_345
    expect(inclusionNodes(2 ** 39 + 7, size).length).toBeLessThanOrEqual(80)
    expect(consistencyNodes(2 ** 33 + 1, size).length).toBeLessThanOrEqual(80)
    expect(rootNodes(size)[0]).toEqual({ level: 40, position: 0 })
  })

  test.each([
    ['a negative size', () => rootNodes(-1)],
    ['a size that is no whole number', () => rootFrom(1.5, read)],
    ['a size beyond exact counting', () => rootNodes(2 ** 53)],
    ['a negative index', () => inclusionNodes(-1, 5)],
    ['an index at the size', () => inclusionNodes(5, 5)],
    ['an index that is no number', () => inclusionProofFrom(Number.NaN, 5, read)],
    ['any index of the empty tree', () => inclusionProofFrom(0, 0, read)],
    ['a first tree that is empty', () => consistencyNodes(0, 5)],
    ['a first tree that is larger', () => consistencyProofFrom(6, 5, read)],
  ])('refuses %s', (_, act) => {
    expect(act).toThrow(RangeError)
  })
})
