import { createHash } from 'node:crypto'
import type { Digest } from '@causeway/schemas/wire'
import type { ReadNode } from '../subtrees.ts'

/** RFC 6962 section 2.1 word for word, owing nothing to `log`. */
export interface ReferenceTree {
  /** MTH(D[n]) */
  root(size: number): Digest
  /** PATH(m, D[n]) */
  inclusion(index: number, size: number): Digest[]
  /** PROOF(m, D[n]) */
  consistency(first: number, second: number): Digest[]
  leaf(index: number): Digest
  /** What a store of complete subtrees would answer. */
  read: ReadNode
}

export const sha256 = (...parts: Buffer[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest()

/** Over these leaf hashes, in order. */
export function treeOf(leaves: readonly Digest[]): ReferenceTree {
  const buffers = leaves.map(toBuffer)
  const leafAt = (index: number) => {
    const leaf = buffers[index]
    if (!leaf) throw new RangeError('no such leaf')
    return leaf
  }
  return referenceTree(leafAt, (begin, end) => `${begin}:${end}`)
}

/**
 * Over as many leaves as are asked for, all alike but for those that `marks` names: of a range
 * without a mark the hash depends on its width alone, so that trees beyond memory have proofs.
 */
export function sparseTree(marks: ReadonlyMap<number, Digest>): ReferenceTree {
  const plain = sha256(Buffer.from('plain'))
  const places = [...marks.keys()]
  return referenceTree(
    (index) => {
      const mark = marks.get(index)
      return mark === undefined ? plain : toBuffer(mark)
    },
    (begin, end) =>
      places.some((place) => begin <= place && place < end) ? `${begin}:${end}` : `${end - begin}`,
  )
}

/** `nameOf` names a range for the memory of hashes; two ranges of one name have to have one hash. */
function referenceTree(
  leafAt: (index: number) => Buffer,
  nameOf: (begin: number, end: number) => string,
): ReferenceTree {
  const known = new Map<string, Buffer>()

  function treeHash(begin: number, end: number): Buffer {
    if (begin === end) return sha256()
    const name = nameOf(begin, end)
    const hash = known.get(name) ?? computed(begin, end)
    known.set(name, hash)
    return hash
  }

  function computed(begin: number, end: number): Buffer {
    if (end - begin === 1) return leafAt(begin)
    const k = begin + splitAt(end - begin)
    return sha256(Buffer.of(1), treeHash(begin, k), treeHash(k, end))
  }

  function path(m: number, begin: number, end: number): Buffer[] {
    if (end - begin === 1) return []
    const k = begin + splitAt(end - begin)
    return m < k
      ? [...path(m, begin, k), treeHash(k, end)]
      : [...path(m, k, end), treeHash(begin, k)]
  }

  function subproof(m: number, begin: number, end: number, isWhole: boolean): Buffer[] {
    if (m === end) return isWhole ? [] : [treeHash(begin, end)]
    const k = begin + splitAt(end - begin)
    return m <= k
      ? [...subproof(m, begin, k, isWhole), treeHash(k, end)]
      : [...subproof(m, k, end, false), treeHash(begin, k)]
  }

  return {
    root: (size) => toDigest(treeHash(0, size)),
    inclusion: (index, size) => path(index, 0, size).map(toDigest),
    consistency: (first, second) => subproof(first, 0, second, true).map(toDigest),
    leaf: (index) => toDigest(leafAt(index)),
    read: ({ level, position }) =>
      toDigest(treeHash(position * 2 ** level, (position + 1) * 2 ** level)),
  }
}

/** The largest power of two below `count`; exact to 2^40. */
const splitAt = (count: number) => 2 ** Math.ceil(Math.log2(count) - 1)

export const toDigest = (hash: Buffer) => hash.toString('base64url') as Digest
const toBuffer = (leaf: Digest) => Buffer.from(leaf, 'base64url')
