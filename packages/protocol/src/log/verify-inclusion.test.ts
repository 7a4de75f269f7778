import type { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_ROOT, inclusionProofFrom, rootFrom, verifyInclusion } from './index.ts'
import { closeSizes, proofFaults } from './test/proof-faults.ts'
import { type ReferenceTree, sparseTree, treeOf } from './test/reference-tree.ts'
import { flipBit, someLeaves } from './test/stores.ts'

const leaves = someLeaves(130)
const tree = treeOf(leaves)

const claimOf = (index: number, size: number, { leaf, read }: ReferenceTree = tree) => ({
  leafHash: leaf(index),
  index,
  size,
  hashes: inclusionProofFrom(index, size, read),
  root: rootFrom(size, read),
})

type Claim = ReturnType<typeof claimOf>

/** Throws when the claim does not hold, or holds with any single thing changed. */
function expectExact(claim: Claim, bit: number) {
  expect(verifyInclusion(claim)).toBe(true)
  expect(verifyInclusion({ ...claim, leafHash: flipBit(claim.leafHash, bit) })).toBe(false)
  expect(verifyInclusion({ ...claim, root: flipBit(claim.root, bit) })).toBe(false)
  for (const hashes of proofFaults(claim.hashes)) {
    expect(verifyInclusion({ ...claim, hashes })).toBe(false)
  }
}

describe('inclusion', () => {
  test('holds for every leaf of every tree up to 130 leaves', () => {
    for (let size = 1; size <= 130; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = claimOf(index, size)
        expect(verifyInclusion(claim)).toBe(true)
        expect(claim.hashes.length === 0).toBe(size === 1)
      }
    }
  })

  test('holds no longer with any one hash missing, added, changed over, flipped or no digest', () => {
    for (const size of closeSizes) {
      for (let index = 0; index < size; index += 1) expectExact(claimOf(index, size), index)
    }
  })

  test.each([
    ['2^20', 2 ** 20],
    ['2^40', 2 ** 40],
  ])('is as exact in trees up to %s leaves', (_, limit) => {
    const sizeAndIndex = fc
      .integer({ min: 1, max: limit })
      .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })))
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(255), ([size, index], bit) => {
        const marked = sparseTree(new Map([[index, leaves[0] as Digest]]))
        expectExact(claimOf(index, size, marked), bit)
      }),
      { numRuns: 50 },
    )
  })

  test('holds for no other index', () => {
    for (const size of closeSizes) {
      const claim = claimOf(Math.floor(size / 3), size)
      for (let index = -1; index <= size; index += 1) {
        expect(verifyInclusion({ ...claim, index })).toBe(index === claim.index)
      }
    }
  })

  test('of a small tree is none in a larger one of the same root, whose proofs are longer', () => {
    for (const size of [1, 2, 4, 8, 16, 32, 64]) {
      for (let index = 0; index < size; index += 1) {
        const claim = claimOf(index, size)
        expect(verifyInclusion({ ...claim, size: size * 2 })).toBe(false)
        expect(verifyInclusion({ ...claim, size: size * 16 })).toBe(false)
      }
    }
  })

  test('of the only leaf needs no hash, and its root is the leaf', () => {
    const claim = claimOf(0, 1)
    expect(claim).toMatchObject({ hashes: [], root: claim.leafHash })
    expect(verifyInclusion({ ...claim, hashes: [claim.root] })).toBe(false)
  })

  test.each([
    ['an index at the size', { index: 21 }],
    ['an index beyond the size', { index: 2 ** 40 }],
    ['a negative index', { index: -1 }],
    ['a fraction of an index', { index: 4.5 }],
    ['an index that is no number', { index: Number.NaN }],
    ['the empty tree', { index: 0, size: 0, hashes: [], root: EMPTY_ROOT }],
    ['the empty tree with the leaf as root', { index: 0, size: 0, hashes: [] }],
    ['a negative size', { size: -21 }],
    ['a size beyond exact counting', { size: 2 ** 60 }],
    ['a size without end', { size: Number.POSITIVE_INFINITY }],
    ['a leaf that is no digest', { leafHash: 'x' as Digest }],
    ['a root that is no digest', { root: 'x' as Digest }],
  ])('does not hold for %s', (_, change) => {
    expect(verifyInclusion({ ...claimOf(5, 21), ...change })).toBe(false)
  })
})
