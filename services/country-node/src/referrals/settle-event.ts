import type { Identity } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { syncDeadlines } from '../deadlines/sync-deadlines.ts'
import { forgetBodies } from './event-message.ts'

/**
 * Events of ours have their effect at the receiver: the bodies that were kept to send them again go,
 * and for an offer the time for its answer begins.
 */
export async function settleEvents(
  trx: Transaction<Database>,
  context: NodeContext,
  identities: readonly Identity[],
): Promise<void> {
  for (const { type, referral_id } of await forgetBodies(trx, identities)) {
    if (type === 'offered') await syncDeadlines(trx, context, referral_id)
  }
}
