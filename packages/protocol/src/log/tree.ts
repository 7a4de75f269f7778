import type { Digest } from '@causeway/schemas/wire'
import { EMPTY_ROOT, nodeHash } from './node-hash.ts'
import {
  assertCount,
  hashOf,
  type ReadNode,
  type StoredNode,
  subtreesOf,
  type TreeNode,
} from './subtrees.ts'

/**
 * The stored nodes from which the root of a tree of `size` leaves is computed: its right edge,
 * left to right, one for each bit set in `size`. None for the empty tree. Throws `RangeError` when
 * `size` is not a number of leaves.
 */
export function rootNodes(size: number): TreeNode[] {
  assertCount(size)
  return subtreesOf({ begin: 0, end: size })
}

/**
 * The root of the tree of `size` leaves (RFC 6962 section 2.1), from the nodes `rootNodes` names.
 * Throws `RangeError` when `size` is not a number of leaves, `Error` when a node is missing.
 */
export function rootFrom(size: number, read: ReadNode): Digest {
  assertCount(size)
  return size === 0 ? EMPTY_ROOT : hashOf({ begin: 0, end: size }, read)
}

/**
 * The nodes that appending `leaves` (leaf hashes, in order) to a tree of `size` leaves completes,
 * the leaves themselves among them. They are what a log stores: about two for each leaf, none of
 * them ever written again. `read` answers for `rootNodes(size)`; nothing else of the tree is read.
 * Throws `RangeError` when either size is not a number of leaves, `Error` when a node is missing.
 */
export function completedBy(size: number, leaves: readonly Digest[], read: ReadNode): StoredNode[] {
  assertCount(size + leaves.length)
  const edge = rootNodes(size).map((node): StoredNode => {
    const hash = read(node)
    if (hash === undefined) throw new Error('the right edge of the log is incomplete')
    return { ...node, hash }
  })
  return leaves.flatMap((hash, offset) => append(edge, { level: 0, position: size + offset, hash }))
}

/** Like adding one to a binary number: joins what is now a pair, upwards, and changes `edge`. */
function append(edge: StoredNode[], leaf: StoredNode): StoredNode[] {
  const completed = [leaf]
  let right = leaf
  for (let left = edge.at(-1); left?.level === right.level; left = edge.at(-1)) {
    edge.pop()
    right = {
      level: left.level + 1,
      position: left.position / 2,
      hash: nodeHash(left.hash, right.hash),
    }
    completed.push(right)
  }
  edge.push(right)
  return completed
}
