import { type Checkpoint, quorumOf, readCosignature } from '@causeway/protocol/log'
import type { LogTrust } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import {
  CLOCK_SKEW_SECONDS,
  type CosignatureSubmission,
  type NodeId,
  type Seconds,
} from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import {
  addCosignature,
  countCosignatures,
  findSignedRoot,
  lockCheckpoint,
  markWitnessed,
} from './cosignature-queries.ts'

interface Cosigning {
  db: Kysely<Database>
  trust: LogTrust
  now: () => Seconds
}

/** How many nodes have cosigned this checkpoint by now, and whether this one completed a quorum. */
interface Cosigned {
  count: number
  isQuorumReached: boolean
}

/**
 * Keeps that the calling node, as a witness, has seen this checkpoint; the first line that a node
 * sends of it stays, and a repeat changes nothing. Throws `Problem`: `missing` when no checkpoint of
 * this size is kept, `auth` when the line is not a cosignature of it by the caller, or of a time that
 * has not come: it would spoil the proofs of everybody until then.
 */
export async function acceptCosignature(
  { db, trust, now }: Cosigning,
  node: NodeId,
  { size, cosignature: line }: CosignatureSubmission,
): Promise<Cosigned> {
  const root = await findSignedRoot(db, size)
  if (root === undefined) throw new Problem('missing')
  const at = timeOf(line, { origin: trust.origin, size, root }, node, trust)
  if (at > now() + CLOCK_SKEW_SECONDS) throw new Problem('auth')
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      const checkpoint = await lockCheckpoint(trx, size)
      if (checkpoint === undefined) throw new Problem('missing')
      await addCosignature(trx, { size, node, at, line })
      const count = await countCosignatures(trx, size, trust.nodes)
      const isQuorumReached = !checkpoint.is_witnessed && count >= quorumOf(trust.nodes.length)
      if (isQuorumReached) await markWitnessed(trx, size)
      return { count, isQuorumReached }
    })
}

/** Only the caller's own keys are looked at: nobody brings the line of another. */
function timeOf(
  line: string,
  checkpoint: Checkpoint,
  caller: NodeId,
  { witnesses }: LogTrust,
): Seconds {
  const own = witnesses.filter(({ node }) => node === caller)
  try {
    return readCosignature(checkpoint, line, own).at
  } catch (cause) {
    throw new Problem('auth', { cause })
  }
}
