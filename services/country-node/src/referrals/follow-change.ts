import type { ChainedEvent } from '@causeway/protocol/chain'
import type { ReferralState } from '@causeway/protocol/referral'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { syncDeadlinesOf } from '../deadlines/sync-deadlines.ts'
import { endMeeting } from '../journey/end-meeting.ts'
import { planDestruction } from '../stops/plan-destruction.ts'
import { followWithdrawals } from '../withdrawals/follow-withdrawals.ts'
import type { Referral } from './referral-queries.ts'

/**
 * Makes all that follows from the events of a referral what it has to be now, in the transaction
 * that changed them, whichever side's event it was. `changed` is the row as it is written now.
 */
export async function followChange(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  changed: Referral,
  known: { events: readonly ChainedEvent[]; state: ReferralState },
): Promise<void> {
  await followWithdrawals(trx, context, referral, known)
  await planDestruction(trx, context, referral, known.state)
  await syncDeadlinesOf(trx, context, changed)
  await endMeeting(trx, referral.id, known.state)
}
