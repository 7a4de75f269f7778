import type { Identity } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { oweEvidence } from '../exchange/owe-receipt.ts'

/**
 * Notes that the sender of an event will be told `retrieved`: a person has opened it. Throws
 * `TypeError` for an event that was not received.
 */
export async function oweRetrieved(
  trx: Transaction<Database>,
  event: Identity,
  at: number,
): Promise<void> {
  const row = await trx
    .selectFrom('referral_event')
    .select(['env', 'node'])
    .where('identity', '=', event)
    .executeTakeFirst()
  if (!row?.env) throw new TypeError('evidence is owed only for what was received')
  await oweEvidence(trx, { to: row.node, env: row.env, event, kind: 'retrieved', at })
}
