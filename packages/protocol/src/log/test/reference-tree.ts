import { createHash } from 'node:crypto'
import type { Digest } from '@causeway/schemas/wire'
import { nodeReader, type ReadNode, type StoredNode } from '../subtrees.ts'
import { completedBy } from '../tree.ts'

/** RFC 6962 section 2.1 word for word, over all leaf hashes: slow, and owing nothing to `log`. */

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

const splitAt = (count: number) => 2 ** Math.ceil(Math.log2(count) - 1)

/** MTH(D[n]) */
function treeHash(leaves: Buffer[]): Buffer {
  const [only] = leaves
  if (only === undefined) return sha256()
  if (leaves.length === 1) return only
  const k = splitAt(leaves.length)
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)))
}

/** PATH(m, D[n]) */
function path(m: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length === 1) return []
  const k = splitAt(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m < k ? [...path(m, left), treeHash(right)] : [...path(m - k, right), treeHash(left)]
}

/** SUBPROOF(m, D[n], b) */
function subproof(m: number, leaves: Buffer[], b: boolean): Buffer[] {
  if (m === leaves.length) return b ? [] : [treeHash(leaves)]
  const k = splitAt(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m <= k
    ? [...subproof(m, left, b), treeHash(right)]
    : [...subproof(m - k, right, false), treeHash(left)]
}

const toDigest = (hash: Buffer) => hash.toString('base64url') as Digest
const toBuffers = (leaves: readonly Digest[]) =>
  leaves.map((leaf) => Buffer.from(leaf, 'base64url'))

export const referenceRoot = (leaves: readonly Digest[]): Digest =>
  toDigest(treeHash(toBuffers(leaves)))

export const referenceInclusion = (index: number, leaves: readonly Digest[]): Digest[] =>
  path(index, toBuffers(leaves)).map(toDigest)

export const referenceConsistency = (first: number, leaves: readonly Digest[]): Digest[] =>
  subproof(first, toBuffers(leaves), true).map(toDigest)

/** That many leaf hashes, all different. */
export const someLeaves = (count: number, name = 'leaf'): Digest[] =>
  Array.from({ length: count }, (_, index) => toDigest(sha256(Buffer.from(`${name} ${index}`))))

/** A store that was filled by appending these leaves in batches of the given sizes, then the rest. */
export function grown(leaves: readonly Digest[], batches: readonly number[] = []): StoredNode[] {
  const stored: StoredNode[] = []
  let size = 0
  for (const batch of [...batches, leaves.length]) {
    const next = leaves.slice(size, size + batch)
    stored.push(...completedBy(size, next, nodeReader(stored)))
    size += next.length
  }
  return stored
}

/** Reads only the nodes that were asked for beforehand, as a service does with one query. */
export function only(nodes: readonly { level: number; position: number }[], read: ReadNode) {
  return nodeReader(
    nodes.flatMap((node) => {
      const hash = read(node)
      return hash === undefined ? [] : [{ ...node, hash }]
    }),
  )
}

/** The same digest with one of its 256 bits turned over. */
export function flipBit(digest: Digest, bit: number): Digest {
  const bytes = Buffer.from(digest, 'base64url')
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return toDigest(bytes)
}
