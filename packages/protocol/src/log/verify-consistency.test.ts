import type { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProofFrom,
  EMPTY_ROOT,
  nodeReader,
  rootFrom,
  verifyConsistency,
} from './index.ts'
import { closeSizes, proofFaults } from './test/proof-faults.ts'
import { type ReferenceTree, sparseTree, treeOf } from './test/reference-tree.ts'
import { flipBit, grown, someLeaves } from './test/stores.ts'

const leaves = someLeaves(300)
const tree = treeOf(leaves)
const extra = flipBit(EMPTY_ROOT, 0)

const claimOf = (first: number, second: number, { read }: ReferenceTree = tree) => ({
  first,
  firstRoot: rootFrom(first, read),
  second,
  secondRoot: rootFrom(second, read),
  hashes: consistencyProofFrom(first, second, read),
})

type Claim = ReturnType<typeof claimOf>

/** Throws when the claim does not hold, or holds with any single thing changed. */
function expectExact(claim: Claim, bit: number) {
  const { firstRoot, secondRoot } = claim
  expect(verifyConsistency(claim)).toBe(true)
  expect(verifyConsistency({ ...claim, firstRoot: flipBit(firstRoot, bit) })).toBe(false)
  expect(verifyConsistency({ ...claim, secondRoot: flipBit(secondRoot, bit) })).toBe(false)
  for (const hashes of proofFaults(claim.hashes)) {
    expect(verifyConsistency({ ...claim, hashes })).toBe(false)
  }
  const isOther = firstRoot !== secondRoot
  const swapped = { ...claim, firstRoot: secondRoot, secondRoot: firstRoot }
  if (isOther) expect(verifyConsistency(swapped)).toBe(false)
}

describe('consistency', () => {
  test('holds between all trees up to 130 leaves', () => {
    for (let second = 1; second <= 130; second += 1) {
      for (let first = 1; first <= second; first += 1) {
        const claim = claimOf(first, second)
        expect(verifyConsistency(claim)).toBe(true)
        expect(claim.hashes.length === 0).toBe(first === second)
      }
    }
  })

  test('holds no longer with any one hash missing, added, changed over, flipped or no digest', () => {
    for (const second of closeSizes) {
      for (let first = 1; first <= second; first += 1) expectExact(claimOf(first, second), first)
    }
  })

  test.each([
    ['2^20', 2 ** 20],
    ['2^40', 2 ** 40],
  ])('is as exact in trees up to %s leaves', (_, limit) => {
    const sizes = fc
      .integer({ min: 1, max: limit })
      .chain((second) => fc.tuple(fc.integer({ min: 1, max: second }), fc.constant(second)))
    fc.assert(
      fc.property(sizes, fc.nat(255), ([first, second], bit) => {
        const marked = sparseTree(new Map([[first - 1, leaves[0] as Digest]]))
        expectExact(claimOf(first, second, marked), bit)
      }),
      { numRuns: 50 },
    )
  })

  test('does not hold when a leaf of the past was rewritten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), (second, pick) => {
        const first = 1 + (pick % (second - 1))
        const rewritten = nodeReader(grown(leaves.slice(0, second).with(pick % first, extra)))
        const claim = {
          ...claimOf(first, second),
          secondRoot: rootFrom(second, rewritten),
          hashes: consistencyProofFrom(first, second, rewritten),
        }
        expect(verifyConsistency(claim)).toBe(false)
      }),
    )
  })

  test('with a small tree is none with a larger one of the same root, whose proofs are longer', () => {
    for (const second of [2, 4, 8, 16, 32, 64, 128]) {
      for (let first = 1; first < second; first += 1) {
        const claim = claimOf(first, second)
        expect(verifyConsistency({ ...claim, second: second * 2 })).toBe(false)
        expect(verifyConsistency({ ...claim, second: second * 16 })).toBe(false)
      }
    }
  })

  test('of equal sizes asks for equal roots and nothing to prove it', () => {
    for (const size of closeSizes) {
      const claim = claimOf(size, size)
      expect(claim.hashes).toEqual([])
      expect(verifyConsistency(claim)).toBe(true)
      expect(verifyConsistency({ ...claim, hashes: [extra] })).toBe(false)
      expect(verifyConsistency({ ...claim, hashes: [claim.firstRoot] })).toBe(false)
      expect(verifyConsistency({ ...claim, secondRoot: extra })).toBe(false)
    }
  })

  test('is never proven from the empty tree, not even to itself', () => {
    const empty = { first: 0, firstRoot: EMPTY_ROOT, hashes: [] }
    for (const second of [0, ...closeSizes]) {
      const secondRoot = rootFrom(second, tree.read)
      expect(verifyConsistency({ ...empty, second, secondRoot })).toBe(false)
      expect(verifyConsistency({ ...empty, second, secondRoot, hashes: [secondRoot] })).toBe(false)
    }
  })

  test.each([
    ['a first tree that is larger', { first: 22 }],
    ['a fraction of a size', { first: 6.5 }],
    ['a size that is no number', { second: Number.NaN }],
    ['a negative size', { first: -6 }],
    ['a size beyond exact counting', { second: 2 ** 60 }],
    ['an empty proof of unequal sizes', { hashes: [] }],
    ['a first root that is no digest', { firstRoot: 'x' as Digest }],
    ['a second root that is no digest', { secondRoot: 'x' as Digest }],
  ])('does not hold for %s', (_, change) => {
    expect(verifyConsistency({ ...claimOf(6, 21), ...change })).toBe(false)
  })
})
