import type { Digest } from '@causeway/schemas/wire'
import { nodeHash } from './node-hash.ts'

/**
 * A complete subtree: it covers the leaves from `position * 2^level` up to, not including,
 * `(position + 1) * 2^level`. Level 0 is a leaf. Once complete it never changes, so it is stored
 * once and shared by all later trees.
 */
export interface TreeNode {
  level: number
  position: number
}

export interface StoredNode extends TreeNode {
  hash: Digest
}

/** Answers for a complete subtree from what was read before; `undefined` when it is not there. */
export type ReadNode = (node: TreeNode) => Digest | undefined

/** The leaves from `begin` up to, not including, `end`, as one subtree of a larger tree. */
export interface LeafRange {
  begin: number
  end: number
}

/** Makes a lookup of the rows a service has read. */
export function nodeReader(stored: Iterable<StoredNode>): ReadNode {
  const hashes = new Map<string, Digest>()
  for (const { level, position, hash } of stored) hashes.set(`${level}:${position}`, hash)
  return ({ level, position }) => hashes.get(`${level}:${position}`)
}

/** Where RFC 6962 splits a range of two or more leaves: the largest power of two below its width. */
export function splitOf({ begin, end }: LeafRange): number {
  let width = 1
  while (width * 2 < end - begin) width *= 2
  return begin + width
}

/**
 * The complete subtrees that make up a range, left to right, each smaller than the one before.
 * The range has to be one that splitting a tree yields, so that its subtrees are aligned.
 */
export function subtreesOf({ begin, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = []
  for (let from = begin; from < end; ) {
    let level = 0
    while (2 ** (level + 1) <= end - from) level += 1
    nodes.push({ level, position: from / 2 ** level })
    from += 2 ** level
  }
  return nodes
}

/**
 * The Merkle tree hash of a range of one or more leaves (RFC 6962 section 2.1). Throws `Error` when
 * a subtree is missing: the store is then incomplete.
 */
export function hashOf(range: LeafRange, read: ReadNode): Digest {
  const hashes = subtreesOf(range).map((node) => {
    const hash = read(node)
    if (hash === undefined) throw new Error('a complete subtree of the log is missing')
    return hash
  })
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** Throws `RangeError` unless it is a number of leaves that arithmetic here can count exactly. */
export function assertCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('not a number of leaves')
}
