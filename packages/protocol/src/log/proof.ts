import type { Digest } from '@causeway/schemas/wire'
import {
  assertCount,
  hashOf,
  type LeafRange,
  type ReadNode,
  splitOf,
  subtreesOf,
  type TreeNode,
} from './subtrees.ts'

/**
 * The stored nodes an inclusion proof of the leaf at `index` (from 0) in the tree of `size` leaves
 * is made of: at most two for each level. Throws `RangeError` when there is no such leaf.
 */
export const inclusionNodes = (index: number, size: number): TreeNode[] =>
  inclusionRanges(index, size).flatMap(subtreesOf)

/**
 * The inclusion proof of RFC 6962 section 2.1.1, leaf to root, from the nodes `inclusionNodes`
 * names. Throws `RangeError` when there is no such leaf, `Error` when a node is missing.
 */
export const inclusionProofFrom = (index: number, size: number, read: ReadNode): Digest[] =>
  inclusionRanges(index, size).map((range) => hashOf(range, read))

/**
 * The stored nodes a proof that the tree of `first` leaves is a prefix of that of `second` is made
 * of. Throws `RangeError` unless 1 <= first <= second: from the empty tree nothing can be proven.
 */
export const consistencyNodes = (first: number, second: number): TreeNode[] =>
  consistencyRanges(first, second).flatMap(subtreesOf)

/**
 * The consistency proof of RFC 6962 section 2.1.2 from the nodes `consistencyNodes` names; empty
 * for equal sizes. Throws `RangeError` unless 1 <= first <= second, `Error` when a node is missing.
 */
export const consistencyProofFrom = (first: number, second: number, read: ReadNode): Digest[] =>
  consistencyRanges(first, second).map((range) => hashOf(range, read))

/** PATH(m, D[n]) of RFC 6962, walked from the root down: the half not taken is a sibling. */
function inclusionRanges(index: number, size: number): LeafRange[] {
  assertCount(size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError('no leaf has this index')
  }
  const siblings: LeafRange[] = []
  let range: LeafRange = { begin: 0, end: size }
  while (range.end - range.begin > 1) {
    const middle = splitOf(range)
    const left = { begin: range.begin, end: middle }
    const right = { begin: middle, end: range.end }
    siblings.push(index < middle ? right : left)
    range = index < middle ? left : right
  }
  return siblings.reverse()
}

/** PROOF(m, D[n]) of RFC 6962, walked from the root down to the last subtree of the first tree. */
function consistencyRanges(first: number, second: number): LeafRange[] {
  assertCount(second)
  if (!Number.isSafeInteger(first) || first < 1 || first > second) {
    throw new RangeError('not the size of an earlier tree')
  }
  const ranges: LeafRange[] = []
  let range: LeafRange = { begin: 0, end: second }
  while (range.end !== first) {
    const middle = splitOf(range)
    const left = { begin: range.begin, end: middle }
    const right = { begin: middle, end: range.end }
    ranges.push(first <= middle ? right : left)
    range = first <= middle ? left : right
  }
  const isWholeFirstTree = range.begin === 0
  return (isWholeFirstTree ? ranges : [...ranges, range]).reverse()
}
