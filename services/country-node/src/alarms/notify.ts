import type { AlarmRole } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'

/** All that a message outside the node says: that something waits, for whom. Not what, not of whom. */
export interface NeutralMessage {
  role: AlarmRole
  org: RandomId
  kind: 'item_waiting'
}

/**
 * Asks for a neutral message, in the transaction of what it is about. The row is what mail, SMS or
 * a pager is sent from; whoever reads it only learns to sign in.
 */
export async function notify(
  trx: Transaction<Database>,
  { now, log }: NodeContext,
  { role, org, kind }: NeutralMessage,
): Promise<void> {
  await trx
    .insertInto('notification')
    .values({ role, org, kind, at: seconds(now) })
    .execute()
  log.info({ role, notification: kind }, 'somebody is told that something waits')
}
