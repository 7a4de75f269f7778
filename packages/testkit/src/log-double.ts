import {
  completedBy,
  consistencyProofFrom,
  inclusionProofFrom,
  leafHash,
  nodeReader,
  rootFrom,
  signCheckpoint,
} from '@causeway/protocol/log'
import type { ConsistencyProof, Identity, InclusionProof } from '@causeway/schemas/wire'

/** A log that a test may rewrite: honest about whatever `leaves` hold at the moment. */
export interface LogDouble {
  /** In their order; a test takes some away, or puts others there. */
  leaves: Identity[]
  /** How many of them the proofs show; all when left out. */
  shown: number | undefined
  /** Whether what is accepted stays out of the log. */
  isWithholding: boolean
  /** `undefined` for what is not among the leaves that are shown. */
  inclusion(identity: Identity): InclusionProof | undefined
  /** `undefined` when there are fewer than `second` leaves. */
  consistency(first: number, second: number): ConsistencyProof | undefined
}

/** The log of a hub double, signed with `skey`, the key of the log called `origin`. */
export function createLogDouble(origin: string, skey: string): LogDouble {
  const readerOf = (leaves: readonly Identity[]) => {
    const hashes = leaves.map((identity) => leafHash('env', identity))
    return nodeReader(completedBy(0, hashes, () => undefined))
  }
  const log: LogDouble = {
    leaves: [],
    shown: undefined,
    isWithholding: false,
    inclusion(identity) {
      const leaves = log.leaves.slice(0, log.shown)
      const [index, size] = [leaves.indexOf(identity), leaves.length]
      if (index < 0) return undefined
      const read = readerOf(leaves)
      const hashes = inclusionProofFrom(index, size, read)
      const checkpoint = signCheckpoint({ origin, size, root: rootFrom(size, read) }, skey)
      return { identity, index, size, hashes, checkpoint }
    },
    consistency(first, second) {
      if (second > log.leaves.length) return undefined
      const hashes = consistencyProofFrom(first, second, readerOf(log.leaves))
      return { first, second, hashes }
    },
  }
  return log
}
