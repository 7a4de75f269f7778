import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { DeadlineFacts } from './deadline-state.ts'

/** Steps of asking after her that nobody has done yet, while she is in our care. */
export async function listFollowUps(
  trx: Transaction<Database>,
  { id, state }: Referral,
): Promise<DeadlineFacts['followUps']> {
  if (state.status !== 'in_care') return []
  const rows = await trx
    .selectFrom('follow_up')
    .select(['step', 'due_at'])
    .where('referral_id', '=', id)
    .where('done_at', 'is', null)
    .orderBy('due_at')
    .execute()
  return rows.map(({ step, due_at }) => ({ step, due: Math.floor(due_at.getTime() / 1000) }))
}
