import { Digest } from '@causeway/schemas/wire'
import { nodeHash } from './node-hash.ts'

export interface InclusionClaim {
  leafHash: Digest
  /** Counted from 0. */
  index: number
  size: number
  hashes: readonly Digest[]
  root: Digest
}

export interface ConsistencyClaim {
  first: number
  firstRoot: Digest
  second: number
  secondRoot: Digest
  hashes: readonly Digest[]
}

/**
 * Whether the leaf stands at `index` in the tree with this size and root (RFC 9162 section
 * 2.1.3.2). `false` for an index outside the tree, for a proof with a hash too many or too few, and
 * for a hash that is no digest. Size and root have to come from one checkpoint: a proof alone often
 * fits other sizes with the same root. Never throws.
 */
export function verifyInclusion({ leafHash, index, size, hashes, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (![leafHash, root, ...hashes].every(isDigest)) return false
  const path = pathOf(index, size - 1)
  let computed = leafHash
  for (const hash of hashes) {
    const step = path.next()
    if (step.done) return false
    computed = step.value === 'left' ? nodeHash(hash, computed) : nodeHash(computed, hash)
  }
  return path.next().done === true && computed === root
}

/**
 * Whether the tree of `first` leaves is a prefix of that of `second` (RFC 9162 section 2.1.4.2).
 * Equal sizes ask for an empty proof and equal roots. `false` for a proof with a hash too many or
 * too few or with a hash that is no digest, and always for `first` = 0: every tree extends the empty
 * one, so a log could present any rewritten history as a consistent successor of it. Who has seen
 * nothing yet has nothing to check and decides by other means whether to trust a first checkpoint.
 * Never throws.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { first, firstRoot, second, secondRoot, hashes } = claim
  if (!isCount(first) || !isCount(second) || first < 1 || first > second) return false
  if (![firstRoot, secondRoot, ...hashes].every(isDigest)) return false
  if (first === second) return hashes.length === 0 && firstRoot === secondRoot

  let [firstNode, secondNode] = [first - 1, second - 1]
  while (isOdd(firstNode)) [firstNode, secondNode] = [half(firstNode), half(secondNode)]

  const [start, ...rest] = firstNode === 0 ? [firstRoot, ...hashes] : hashes
  if (start === undefined) return false

  const path = pathOf(firstNode, secondNode)
  let [firstComputed, secondComputed] = [start, start]
  for (const hash of rest) {
    const step = path.next()
    if (step.done) return false
    if (step.value === 'left') firstComputed = nodeHash(hash, firstComputed)
    secondComputed =
      step.value === 'left' ? nodeHash(hash, secondComputed) : nodeHash(secondComputed, hash)
  }
  return path.next().done === true && firstComputed === firstRoot && secondComputed === secondRoot
}

/**
 * On which side the siblings stand between node `index` and the root of a tree whose last node on
 * that level is `last`: the walk that both algorithms of RFC 9162 share.
 */
function* pathOf(index: number, last: number): Generator<'left' | 'right', undefined> {
  let [node, end] = [index, last]
  while (end > 0) {
    if (isOdd(node) || node === end) {
      while (!isOdd(node) && node > 0) [node, end] = [half(node), half(end)]
      yield 'left'
    } else {
      yield 'right'
    }
    ;[node, end] = [half(node), half(end)]
  }
}

/** Thirty-two bytes each: of longer and shorter ones two could hash like two others. */
const isDigest = (hash: unknown) => Digest.safeParse(hash).success
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0
const isOdd = (value: number) => value % 2 === 1
const half = (value: number) => Math.floor(value / 2)
