import type { Identity } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { syncDeadlines } from '../deadlines/sync-deadlines.ts'
import { forgetBody } from './event-message.ts'

/**
 * An event of ours has its effect at the receiver: the body that was kept to send it again goes, and
 * for an offer the time for its answer begins.
 */
export async function settleEvent(
  trx: Transaction<Database>,
  context: NodeContext,
  identity: Identity,
): Promise<void> {
  await forgetBody(trx, identity)
  const event = await trx
    .selectFrom('referral_event')
    .select(['type', 'referral_id'])
    .where('identity', '=', identity)
    .executeTakeFirst()
  if (event?.type === 'offered') await syncDeadlines(trx, context, event.referral_id)
}
