import type { CompactJws, Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

/** An envelope as it was signed, and what opens its commitment. */
export interface CommittedEnvelope {
  identity: Identity
  from: NodeId
  seq: number
  envelope: CompactJws
  salt: Digest
  signed: Identity[]
}

/**
 * Those of our own that carried events of a referral and were signed; what never left, because it was
 * too old by then or refused, is not among them.
 */
export async function listSent(
  db: Kysely<Database>,
  referral: RandomId,
  from: NodeId,
): Promise<CommittedEnvelope[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['identity', 'seq', 'envelope', 'salt', 'signed'])
    .where('referral_id', '=', referral)
    .where('envelope', 'is not', null)
    .where((eb) => eb.or([eb('submitted_at', 'is not', null), eb('refused', 'is', null)]))
    .execute()
  return rows.flatMap(({ identity, seq, envelope, salt, signed }) =>
    identity && seq && envelope ? [{ identity, from, seq, envelope, salt, signed }] : [],
  )
}

/** Those in which the events of the other node came first. */
export async function listReceived(
  db: Kysely<Database>,
  referral: RandomId,
): Promise<CommittedEnvelope[]> {
  const rows = await db
    .selectFrom('inbox')
    .select(['identity', 'from_node', 'seq', 'envelope', 'salt', 'signed'])
    .where('identity', 'in', (eb) =>
      eb
        .selectFrom('referral_event')
        .select('env')
        .where('referral_id', '=', referral)
        .where('env', 'is not', null)
        .$castTo<{ env: Identity }>(),
    )
    .execute()
  return rows.flatMap(({ from_node: from, salt, ...row }) => (salt ? [{ ...row, from, salt }] : []))
}
