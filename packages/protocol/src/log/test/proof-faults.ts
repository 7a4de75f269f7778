import type { Digest } from '@causeway/schemas/wire'
import { flipBit, someLeaves } from './stores.ts'

const [stranger] = someLeaves(1, 'of no tree') as [Digest]

/** Texts that are no digest: too short, too long, stray bits, padded, another alphabet, nothing. */
const notDigests = ['A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, `${'A'.repeat(43)}=`, '']

/**
 * Every list of hashes that differs from this one in a single thing: one left out, one put in, two
 * neighbours changed over, one with a bit turned over (another in each), one that is no digest.
 */
export function proofFaults(hashes: readonly Digest[]): Digest[][] {
  const places = hashes.map((_, at) => at)
  const replacedBy = (at: number, other: string) => hashes.with(at, other as Digest)
  const all = [
    ...places.map((at) => hashes.toSpliced(at, 1)),
    ...[...places, hashes.length].map((at) => hashes.toSpliced(at, 0, stranger)),
    ...places.map((at) => hashes.toSpliced(at, 0, hashes[at] as Digest)),
    ...places.slice(1).map((at) => {
      const [before, after] = [hashes[at - 1] as Digest, hashes[at] as Digest]
      return hashes.toSpliced(at - 1, 2, after, before)
    }),
    ...places.map((at) => replacedBy(at, flipBit(hashes[at] as Digest, (at * 37) % 256))),
    ...places.map((at) => replacedBy(at, notDigests[at % notDigests.length] ?? '')),
  ]
  return all.filter(
    (list) => list.length !== hashes.length || list.some((it, at) => it !== hashes[at]),
  )
}

/** Sizes at which every fault is tried: small ones, and those beside two larger powers of two. */
export const closeSizes = [...Array(34).keys(), 63, 64, 65, 66, 127, 128, 129, 130].slice(1)
