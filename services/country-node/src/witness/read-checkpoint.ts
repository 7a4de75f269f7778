import {
  type Checkpoint,
  type Cosignature,
  openCheckpoint,
  openWitnessed,
} from '@causeway/protocol/log'
import { CLOCK_SKEW_SECONDS } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../context.ts'
import { noteFinding } from './note-finding.ts'

/** A checkpoint that the hub's log has signed, and who else has. */
export interface SeenCheckpoint extends Checkpoint {
  text: string
  cosignatures: Cosignature[]
  /** Whether a quorum of nodes has. */
  isWitnessed: boolean
}

/**
 * What a checkpoint of the hub's log says; `undefined` of a text that is none, or of another log.
 * One that carries a false line in a node's name counts as witnessed by nobody, and raises
 * `log_cosignature_false`. One with a line of a time that has not come is not witnessed yet: evidence
 * that has it would hold with nobody before that time.
 */
export async function readCheckpoint(
  context: NodeContext,
  text: string,
): Promise<SeenCheckpoint | undefined> {
  const { logTrust } = context.directory
  const witnessed = tryTo(() => openWitnessed(text, logTrust))
  if (witnessed) {
    const latest = seconds(context.now) + CLOCK_SKEW_SECONDS
    const isWitnessed =
      witnessed.isWitnessed && witnessed.cosignatures.every(({ at }) => at <= latest)
    return { ...witnessed.checkpoint, ...witnessed, isWitnessed, text }
  }

  const checkpoint = tryTo(() => openCheckpoint(text, logTrust.logKey))
  if (checkpoint?.origin !== logTrust.origin) return undefined
  const kind = 'log_cosignature_false' as const
  await noteFinding(context, { kind, subject: checkpoint.root, evidence: { checkpoint: text } })
  return { ...checkpoint, text, cosignatures: [], isWitnessed: false }
}

function tryTo<Result>(open: () => Result): Result | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}
