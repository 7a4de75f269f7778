import type { Digest } from '@causeway/schemas/wire'
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
  type ReadNode,
  rootFrom,
  rootNodes,
} from './index.ts'
import { type ReferenceTree, sparseTree, treeOf } from './test/reference-tree.ts'
import { grown, only, someLeaves } from './test/stores.ts'

const leaves = someLeaves(2000)
const stored = grown(leaves)
const read = nodeReader(stored)
const reference = treeOf(leaves)

/** What is computed of the nodes that are asked for, and of no others, beside the definition. */
function expectAgreement(tree: ReferenceTree, readNode: ReadNode, less: number, size: number) {
  expect({
    root: rootFrom(size, only(rootNodes(size), readNode)),
    inclusion: inclusionProofFrom(less, size, only(inclusionNodes(less, size), readNode)),
    consistency: consistencyProofFrom(
      less + 1,
      size,
      only(consistencyNodes(less + 1, size), readNode),
    ),
  }).toEqual({
    root: tree.root(size),
    inclusion: tree.inclusion(less, size),
    consistency: tree.consistency(less + 1, size),
  })
}

describe('against the definition in RFC 6962, from the named nodes alone', () => {
  test('every leaf and earlier tree of every tree up to 130 leaves', () => {
    expect(rootFrom(0, () => undefined)).toBe(reference.root(0))
    for (let size = 1; size <= 130; size += 1) {
      for (let less = 0; less < size; less += 1) expectAgreement(reference, read, less, size)
    }
  })

  test('random ones up to 2000 leaves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(1999), (size, seed) =>
        expectAgreement(reference, read, seed % size, size),
      ),
    )
  })

  test.each([
    ['2^20', 2 ** 20],
    ['2^40', 2 ** 40],
  ])('random ones up to %s leaves, and those beside powers of two', (_, limit) => {
    const near = fc
      .tuple(fc.integer({ min: 1, max: Math.log2(limit) - 1 }), fc.constantFrom(-1, 0, 1))
      .map(([power, beside]) => Math.max(1, 2 ** power + beside))
    const size = fc.oneof(fc.integer({ min: 1, max: limit }), near)
    fc.assert(
      fc.property(size, size, (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)]
        const tree = sparseTree(new Map([[first - 1, leaves[0] as Digest]]))
        expectAgreement(tree, tree.read, first - 1, second)
      }),
      { numRuns: 300 },
    )
  })
})

describe('growth', () => {
  test('gives the same store however the leaves were batched', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.array(fc.nat(40), { maxLength: 20 }), (count, batches) => {
        const some = leaves.slice(0, count)
        expect(grown(some, batches)).toEqual(grown(some))
        expect(rootFrom(count, nodeReader(grown(some, batches)))).toBe(reference.root(count))
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
