import type { Digest } from '@causeway/schemas/wire'
import { GENESIS, hashEntry } from './append-audit.ts'

/** A row of the chain, as it is stored. */
export interface Link {
  n: number
  prev: Digest
  hash: Digest
  entry: string
}

/** An entry's number and hash, as they were written down at some time before. */
export interface NotedHead {
  n: number
  hash: Digest
}

/** How far a chain was found to hold, from its first entry on. */
export interface Walked {
  entries: number
  last: Digest
  isBroken: boolean
}

export const START: Walked = { entries: 0, last: GENESIS, isBroken: false }

/**
 * Goes on along the next rows, in the order of their numbers: each is one more than the one before,
 * names its hash and hashes to its own, and the noted one is as it was noted. Stops at the first that
 * does not hold.
 */
export function walkOn(walked: Walked, links: readonly Link[], noted?: NotedHead): Walked {
  let { entries, last } = walked
  for (const { n, prev, hash, entry } of links) {
    const isLinked = n === entries + 1 && prev === last && hash === hashEntry(prev, entry)
    const isAsNoted = n !== noted?.n || hash === noted.hash
    if (!isLinked || !isAsNoted) return { entries, last, isBroken: true }
    entries = n
    last = hash
  }
  return { entries, last, isBroken: false }
}
