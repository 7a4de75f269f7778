import type { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProofFrom,
  EMPTY_ROOT,
  inclusionProofFrom,
  nodeReader,
  rootFrom,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'
import { flipBit, grown, someLeaves } from './test/reference-tree.ts'

const leaves = someLeaves(2000)
const read = nodeReader(grown(leaves))
const extra = flipBit(EMPTY_ROOT, 0)

const inclusionOf = (index: number, size: number) => ({
  leafHash: leaves[index] as Digest,
  index,
  size,
  hashes: inclusionProofFrom(index, size, read),
  root: rootFrom(size, read),
})

const consistencyOf = (first: number, second: number) => ({
  first,
  firstRoot: rootFrom(first, read),
  second,
  secondRoot: rootFrom(second, read),
  hashes: consistencyProofFrom(first, second, read),
})

/** A size up to 2000 and a number from 0 below it. */
const sizeAndLess = fc
  .integer({ min: 1, max: 2000 })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))

/** Every list that lacks one of the hashes, and every one that has one more. */
const wrongLengths = (hashes: readonly Digest[]) => [
  ...hashes.map((_, at) => hashes.toSpliced(at, 1)),
  ...[...hashes, extra].map((_, at) => hashes.toSpliced(at, 0, extra)),
  [...hashes, ...hashes.slice(-1), extra],
]

describe('inclusion', () => {
  test('holds for every leaf of every tree up to 70 leaves', () => {
    for (let size = 1; size <= 70; size += 1) {
      for (let index = 0; index < size; index += 1) {
        expect(verifyInclusion(inclusionOf(index, size))).toBe(true)
      }
    }
  })

  test('holds no longer once any bit of leaf, root or proof is flipped', () => {
    fc.assert(
      fc.property(sizeAndLess, fc.nat(255), fc.nat(), ([size, index], bit, pick) => {
        const claim = inclusionOf(index, size)
        expect(verifyInclusion(claim)).toBe(true)
        expect(verifyInclusion({ ...claim, leafHash: flipBit(claim.leafHash, bit) })).toBe(false)
        expect(verifyInclusion({ ...claim, root: flipBit(claim.root, bit) })).toBe(false)
        if (claim.hashes.length > 0) {
          const at = pick % claim.hashes.length
          const hashes = claim.hashes.with(at, flipBit(claim.hashes[at] as Digest, bit))
          expect(verifyInclusion({ ...claim, hashes })).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('holds no longer with a hash too few or too many', () => {
    fc.assert(
      fc.property(sizeAndLess, ([size, index]) => {
        const claim = inclusionOf(index, size)
        for (const hashes of wrongLengths(claim.hashes)) {
          expect(verifyInclusion({ ...claim, hashes })).toBe(false)
        }
      }),
    )
  })

  test('holds for no other index', () => {
    const claim = inclusionOf(5, 21)
    for (let index = 0; index < 21; index += 1) {
      expect(verifyInclusion({ ...claim, index })).toBe(index === 5)
    }
  })

  test.each([
    ['an index outside', { index: 21 }],
    ['a negative index', { index: -1 }],
    ['a fraction of an index', { index: 4.5 }],
    ['the empty tree', { index: 0, size: 0 }],
    ['a size beyond exact counting', { size: 2 ** 60 }],
  ])('does not hold for %s', (_, change) => {
    expect(verifyInclusion({ ...inclusionOf(5, 21), ...change })).toBe(false)
  })
})

describe('consistency', () => {
  test('holds between all trees up to 70 leaves', () => {
    for (let second = 1; second <= 70; second += 1) {
      for (let first = 1; first <= second; first += 1) {
        expect(verifyConsistency(consistencyOf(first, second))).toBe(true)
      }
    }
  })

  test('holds no longer once any bit of either root or of the proof is flipped', () => {
    fc.assert(
      fc.property(sizeAndLess, fc.nat(255), fc.nat(), ([second, less], bit, pick) => {
        const claim = consistencyOf(less + 1, second)
        expect(verifyConsistency(claim)).toBe(true)
        const { firstRoot, secondRoot, hashes } = claim
        expect(verifyConsistency({ ...claim, firstRoot: flipBit(firstRoot, bit) })).toBe(false)
        expect(verifyConsistency({ ...claim, secondRoot: flipBit(secondRoot, bit) })).toBe(false)
        if (hashes.length > 0) {
          const at = pick % hashes.length
          const flipped = hashes.with(at, flipBit(hashes[at] as Digest, bit))
          expect(verifyConsistency({ ...claim, hashes: flipped })).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('holds no longer with a hash too few or too many', () => {
    fc.assert(
      fc.property(sizeAndLess, ([second, less]) => {
        const claim = consistencyOf(less + 1, second)
        for (const hashes of wrongLengths(claim.hashes)) {
          expect(verifyConsistency({ ...claim, hashes })).toBe(false)
        }
      }),
    )
  })

  test('does not hold when a leaf of the past was rewritten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), (second, pick) => {
        const first = 1 + (pick % (second - 1))
        const rewritten = nodeReader(grown(leaves.slice(0, second).with(pick % first, extra)))
        const claim = {
          ...consistencyOf(first, second),
          secondRoot: rootFrom(second, rewritten),
          hashes: consistencyProofFrom(first, second, rewritten),
        }
        expect(verifyConsistency(claim)).toBe(false)
      }),
    )
  })

  test('equal sizes ask for equal roots and nothing to prove it', () => {
    const claim = consistencyOf(7, 7)
    expect(claim.hashes).toEqual([])
    expect(verifyConsistency({ ...claim, hashes: [extra] })).toBe(false)
    expect(verifyConsistency({ ...claim, secondRoot: extra })).toBe(false)
  })

  test.each([
    ['the empty tree as the first', { first: 0, firstRoot: EMPTY_ROOT, hashes: [] }],
    ['two empty trees', { first: 0, firstRoot: EMPTY_ROOT, second: 0, secondRoot: EMPTY_ROOT }],
    ['a first tree that is larger', { first: 22 }],
    ['a fraction of a size', { first: 6.5 }],
    ['an empty proof of unequal sizes', { hashes: [] }],
  ])('does not hold for %s', (_, change) => {
    expect(verifyConsistency({ ...consistencyOf(6, 21), ...change })).toBe(false)
  })
})
