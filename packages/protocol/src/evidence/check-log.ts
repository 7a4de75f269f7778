import type { EvidenceBundle } from '@causeway/schemas/evidence'
import { CLOCK_SKEW_SECONDS, type Seconds } from '@causeway/schemas/wire'
import {
  leafHash,
  openWitnessed,
  verifyConsistency,
  verifyInclusion,
  type WitnessedCheckpoint,
} from '../log/index.ts'
import type { KeyDirectory } from '../suite/index.ts'
import { BrokenLink, requireAscending, sortable } from './broken-link.ts'
import type { CheckedEnvelope } from './check-envelopes.ts'

/**
 * Every checkpoint is signed by the log, smaller than the next, and cosigned by the witnesses that it
 * names, at times that have come. How many they are is not judged here. Throws `BrokenLink`.
 */
export function checkCheckpoints(
  { checkpoints }: EvidenceBundle,
  { logTrust }: KeyDirectory,
  now: Seconds,
): WitnessedCheckpoint[] {
  const opened = checkpoints.map((text, at) => {
    const witnessed = openAt(at, () => openWitnessed(text, logTrust))
    if (witnessed.cosignatures.some((line) => line.at > now + CLOCK_SKEW_SECONDS)) {
      throw new BrokenLink('checkpoints', 'time', at)
    }
    return witnessed
  })
  requireAscending(
    'checkpoints',
    opened.map(({ checkpoint }) => sortable(checkpoint.size)),
  )
  return opened
}

function openAt(at: number, open: () => WitnessedCheckpoint): WitnessedCheckpoint {
  try {
    return open()
  } catch (cause) {
    throw new BrokenLink('checkpoints', 'signature', at, { cause })
  }
}

/** Every envelope that has a place in the log is shown to stand there. Throws `BrokenLink`. */
export function checkInclusion(
  bundle: EvidenceBundle,
  envelopes: readonly CheckedEnvelope[],
  checkpoints: readonly WitnessedCheckpoint[],
): void {
  bundle.envelopes.forEach(({ inclusion }, at) => {
    if (!inclusion) return
    const tree = checkpoints[inclusion.checkpoint]?.checkpoint
    if (!tree) throw new BrokenLink('inclusion', 'checkpoint', at)
    const { identity } = envelopes[at] as CheckedEnvelope
    const claim = { ...inclusion, leafHash: leafHash('env', identity) }
    if (!verifyInclusion({ ...claim, size: tree.size, root: tree.root })) {
      throw new BrokenLink('inclusion', 'proof', at)
    }
  })
}

/**
 * Whether each checkpoint is shown to be the beginning of the next, so that all are of one history.
 * `false` where such a proof is wanting. Throws `BrokenLink` for one that does not hold.
 */
export function checkHistory(
  { joins }: EvidenceBundle,
  checkpoints: readonly WitnessedCheckpoint[],
): boolean {
  if (joins.length !== Math.max(0, checkpoints.length - 1)) throw new BrokenLink('history', 'count')
  joins.forEach((hashes, at) => {
    const [older, newer] = checkpoints.slice(at, at + 2).map(({ checkpoint }) => checkpoint)
    if (!hashes || !older || !newer) return
    const isPrefix = verifyConsistency({
      first: older.size,
      firstRoot: older.root,
      second: newer.size,
      secondRoot: newer.root,
      hashes,
    })
    if (!isPrefix) throw new BrokenLink('history', 'proof', at)
  })
  return joins.every((hashes) => hashes !== null)
}
