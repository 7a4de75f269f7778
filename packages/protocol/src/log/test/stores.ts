import type { Digest } from '@causeway/schemas/wire'
import { nodeReader, type ReadNode, type StoredNode } from '../subtrees.ts'
import { completedBy } from '../tree.ts'
import { sha256, toDigest } from './reference-tree.ts'

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
