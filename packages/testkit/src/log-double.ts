import {
  type Checkpoint,
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
  /** How many of them proofs and checkpoints show; all when left out. */
  shown: number | undefined
  /** Whether what is accepted stays out of the log. */
  isWithholding: boolean
  /** Whether it denies that its trees go together. */
  isUnconnected: boolean
  /** Whether it keeps the cosignatures that it gets to itself. */
  isHiding: boolean
  /** Lines that stand below whatever is shown, beside those that were sent. */
  cosigners: ((checkpoint: Checkpoint) => string)[]
  /** Every line that was sent, in the order in which they came. */
  cosigned: { size: number; root: string; line: string }[]
  /** The newest checkpoint that is shown, with its lines. */
  checkpoint(): string
  /** How many lines this size has then; `undefined` when it is not the one that is shown. */
  cosign(size: number, line: string): number | undefined
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
  const newest = (): Checkpoint => {
    const { length: size } = log.leaves.slice(0, log.shown)
    return { origin, size, root: rootFrom(size, readerOf(log.leaves)) }
  }
  const sentFor = ({ size, root }: Checkpoint) =>
    log.cosigned.filter((it) => it.size === size && it.root === root).map(({ line }) => line)

  const log: LogDouble = {
    leaves: [],
    shown: undefined,
    isWithholding: false,
    isUnconnected: false,
    isHiding: false,
    cosigners: [],
    cosigned: [],
    checkpoint() {
      const it = newest()
      const own = it.size === 0 ? [] : log.cosigners.map((cosigner) => cosigner(it))
      const lines = new Set([...own, ...(log.isHiding ? [] : sentFor(it))])
      return signCheckpoint(it, skey) + [...lines].join('')
    },
    cosign(size, line) {
      const it = newest()
      if (size !== it.size) return undefined
      log.cosigned.push({ size, root: it.root, line })
      return log.cosigners.length + new Set(sentFor(it)).size
    },
    inclusion(identity) {
      const { size } = newest()
      const index = log.leaves.slice(0, size).indexOf(identity)
      if (index < 0) return undefined
      const hashes = inclusionProofFrom(index, size, readerOf(log.leaves))
      return { identity, index, size, hashes, checkpoint: log.checkpoint() }
    },
    consistency(first, second) {
      if (log.isUnconnected || second > log.leaves.length) return undefined
      const hashes = consistencyProofFrom(first, second, readerOf(log.leaves))
      return { first, second, hashes }
    },
  }
  return log
}
