import type { ReferralState } from '@causeway/protocol/referral'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { forgetSecrets } from './signed-plan-queries.ts'

/**
 * Once she has been met, what the meeting words come from is forgotten at both nodes; of her answer
 * only what it can be held against stays. Meeting her is a fact that nothing takes back.
 */
export async function endMeeting(
  trx: Transaction<Database>,
  referral: RandomId,
  { position }: Pick<ReferralState, 'position'>,
): Promise<void> {
  if (position === 'arrived' || position === 'in_care') await forgetSecrets(trx, referral)
}
