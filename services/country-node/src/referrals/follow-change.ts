import type { ChainedEvent } from '@causeway/protocol/chain'
import type { ReferralState } from '@causeway/protocol/referral'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { syncDeadlines } from '../deadlines/sync-deadlines.ts'
import { endMeeting } from '../journey/end-meeting.ts'
import { planDestruction } from '../stops/plan-destruction.ts'
import { followWithdrawals } from '../withdrawals/follow-withdrawals.ts'
import type { Referral } from './referral-queries.ts'

/**
 * Makes all that follows from the events of a referral what it has to be now, in the transaction
 * that changed them, whichever side's event it was.
 */
export async function followChange(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  known: { events: readonly ChainedEvent[]; state: ReferralState },
): Promise<void> {
  await followWithdrawals(trx, context, referral, known)
  await planDestruction(trx, context, referral, known.state)
  await syncDeadlines(trx, context, referral.id)
  await endMeeting(trx, referral.id, known.state)
}
