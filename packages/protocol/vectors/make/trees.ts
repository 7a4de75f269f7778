import { createHash } from 'node:crypto'
import type { Digest } from '@causeway/schemas/wire'
import { EMPTY_ROOT, leafHash, leafText, nodeHash } from '../../src/log/index.ts'
import { type ReferenceTree, treeOf } from '../../src/log/test/reference-tree.ts'
import { flipBit, someLeaves } from '../../src/log/test/stores.ts'
import { digestOf } from '../../test/network.ts'
import { merkle } from './published.ts'

const toDigest = (hex: string) => Buffer.from(hex, 'hex').toString('base64url') as Digest
/** Without its last byte. */
const shortened = (digest: Digest) =>
  Buffer.from(digest, 'base64url').subarray(0, 31).toString('base64url') as Digest
/** With a byte more. */
const lengthened = (digest: Digest) =>
  Buffer.concat([Buffer.from(digest, 'base64url'), Buffer.of(0)]).toString('base64url') as Digest
const vector = <Fields extends object>(comment: string, expect: string, fields: Fields) => ({
  comment,
  expect,
  ...fields,
})

export function leafVectors() {
  const identity = digestOf('an envelope')
  const of = (kind: 'env' | 'dir') => ({
    kind,
    identity,
    text: leafText(kind, identity),
    hash: leafHash(kind, identity),
  })
  return {
    good: vector('An envelope: its identity is in standard base64 in the text.', 'ok', of('env')),
    'good-directory': vector('A directory statement of the same identity.', 'ok', of('dir')),
    'padded-identity': vector('An identity in another spelling.', 'refused', {
      ...of('env'),
      identity: `${identity}=`,
    }),
  }
}

const leaves = someLeaves(70)
const tree = treeOf(leaves)
const publishedLeaves = merkle.data.map((data) =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.of(0), Buffer.from(data, 'hex')]))
    .digest('hex'),
)
const publishedTree = treeOf(publishedLeaves.map(toDigest))

export const rootVectors = () => ({
  good: vector('The roots of the first 0, 1, … and all of these leaves.', 'ok', {
    leaves: leaves.slice(0, 9),
    roots: Array.from({ length: 10 }, (_, size) => tree.root(size)),
  }),
  published: vector('Eight leaves; `data` is what was hashed to each, in hexadecimal.', 'ok', {
    source: merkle.source,
    data: merkle.data,
    leaves: publishedLeaves.map(toDigest),
    roots: [EMPTY_ROOT, ...merkle.roots.map(toDigest)],
  }),
})

export function inclusionVectors() {
  const of = (index: number, size: number, { leaf, root, inclusion }: ReferenceTree = tree) => ({
    leaf: leaf(index),
    index,
    size,
    hashes: inclusion(index, size),
    root: root(size),
  })
  const base = of(4, 7)
  const [first, second, third] = base.hashes as [Digest, Digest, Digest]
  const refused = (comment: string, change: object) =>
    vector(comment, 'refused', { ...base, ...change })
  const withHashes = (one: Digest, two: Digest, three: Digest) => ({
    hashes: [one, two, three],
    root: nodeHash(three, nodeHash(nodeHash(base.leaf, one), two)),
  })
  const published = merkle.inclusion.map(({ index, size, hashes }) => [
    `published-${index}-of-${size}`,
    vector('Published.', 'ok', {
      source: merkle.source,
      ...of(index, size, publishedTree),
      hashes: hashes.map(toDigest),
    }),
  ])
  return {
    good: vector('Leaf 4, counted from 0, of seven.', 'ok', base),
    'good-only-leaf': vector(
      'The only leaf is the root; there is nothing to prove.',
      'ok',
      of(0, 1),
    ),
    'good-last': vector('The last leaf, alone on its side: one hash.', 'ok', of(64, 65)),
    'good-power-of-two': vector('A leaf of a complete tree.', 'ok', of(17, 64)),
    ...Object.fromEntries(published),
    'another-index': refused('The same hashes for the leaf beside it.', { index: 5 }),
    'another-leaf': refused('One bit of the leaf.', { leaf: flipBit(base.leaf, 9) }),
    'another-root': refused('One bit of the root.', { root: flipBit(base.root, 9) }),
    'another-hash': refused('One bit of a hash.', { hashes: [first, flipBit(second, 9), third] }),
    'another-size': refused('In a larger tree the proof is longer.', { size: 16 }),
    'hash-missing': refused('The last hash is missing.', { hashes: [first, second] }),
    'hash-added': refused('One hash too many.', { hashes: [...base.hashes, third] }),
    'hashes-swapped': refused('Two hashes changed over.', { hashes: [second, first, third] }),
    'hash-short': refused('A hash of 31 bytes.', { hashes: [first, second, shortened(third)] }),
    'hash-short-to-its-root': refused(
      'The second hash has 31 bytes, and the root is made of it.',
      withHashes(first, shortened(second), third),
    ),
    'hash-long-to-its-root': refused(
      'The third hash has 33 bytes, and the root is made of it.',
      withHashes(first, second, lengthened(third)),
    ),
    'index-at-size': refused('No leaf has the index 7 in a tree of 7.', { index: 7 }),
    'empty-tree': refused('In the empty tree is nothing.', {
      index: 0,
      size: 0,
      hashes: [],
      root: EMPTY_ROOT,
    }),
    'only-leaf-added': vector('One hash too many of a tree of one.', 'refused', {
      ...of(0, 1),
      hashes: [first],
    }),
  }
}

export function consistencyVectors() {
  const of = (first: number, second: number, { root, consistency }: ReferenceTree = tree) => ({
    first,
    first_root: root(first),
    second,
    second_root: root(second),
    hashes: consistency(first, second),
  })
  const base = of(3, 7)
  const [one, two, three, four] = base.hashes as [Digest, Digest, Digest, Digest]
  const refused = (comment: string, change: object) =>
    vector(comment, 'refused', { ...base, ...change })
  const withHashes = (a: Digest, b: Digest, c: Digest, d: Digest) => ({
    hashes: [a, b, c, d],
    first_root: nodeHash(c, a),
    second_root: nodeHash(nodeHash(c, nodeHash(a, b)), d),
  })
  const empty = { first: 0, first_root: EMPTY_ROOT, hashes: [] }
  const published = merkle.consistency.map(({ first, second, hashes }) => [
    `published-${first}-to-${second}`,
    vector('Published.', 'ok', {
      source: merkle.source,
      ...of(first, second, publishedTree),
      hashes: hashes.map(toDigest),
    }),
  ])
  return {
    good: vector('From three leaves to seven.', 'ok', base),
    'good-power-of-two': vector('From a complete tree: its root is not sent.', 'ok', of(4, 7)),
    'good-equal': vector('Of equal sizes: nothing to prove it, and equal roots.', 'ok', of(7, 7)),
    'good-grown': vector('From 63 leaves to 65.', 'ok', of(63, 65)),
    ...Object.fromEntries(published),
    'another-first-root': refused('One bit of the first root.', {
      first_root: flipBit(base.first_root, 9),
    }),
    'another-second-root': refused('One bit of the second root.', {
      second_root: flipBit(base.second_root, 9),
    }),
    'another-hash': refused('One bit of a hash.', { hashes: [one, two, flipBit(three, 9), four] }),
    'another-size': refused('To a larger tree the proof is longer.', { second: 16 }),
    'hash-missing': refused('The last hash is missing.', { hashes: [one, two, three] }),
    'hash-added': refused('One hash too many.', { hashes: [...base.hashes, four] }),
    'hashes-swapped': refused('Two hashes changed over.', { hashes: [one, three, two, four] }),
    'hash-short': refused('A hash of 31 bytes.', { hashes: [one, two, three, shortened(four)] }),
    'hash-short-to-its-roots': refused(
      'The third hash has 31 bytes, and both roots are made of it.',
      withHashes(one, two, shortened(three), four),
    ),
    'hash-long-to-its-root': refused(
      'The fourth hash has 33 bytes, and the second root is made of it.',
      withHashes(one, two, three, lengthened(four)),
    ),
    'no-hashes': refused('Of unequal sizes and with nothing to prove it.', { hashes: [] }),
    'roots-swapped': refused('The roots changed over.', {
      first_root: base.second_root,
      second_root: base.first_root,
    }),
    'first-larger': refused('The first tree is the larger.', { ...of(7, 7), second: 3 }),
    'equal-with-hash': refused('Of equal sizes with a hash.', { ...of(7, 7), hashes: [one] }),
    'equal-other-root': refused('Of equal sizes and unequal roots: a fork.', {
      ...of(7, 7),
      second_root: flipBit(base.second_root, 9),
    }),
    'from-empty': refused('From the empty tree nothing is proven.', { ...of(7, 7), ...empty }),
    'empty-to-empty': refused('Not even that it stayed empty.', {
      ...empty,
      second: 0,
      second_root: EMPTY_ROOT,
    }),
  }
}
