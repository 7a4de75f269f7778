import type { Transaction } from 'kysely'
import { listFollowUps } from '../care/follow-up-queries.ts'
import { secondsOf } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { DeadlineFacts } from './deadline-state.ts'

/** Steps of asking after her that nobody has done yet, while she is in our care. */
export async function followUpsToDo(
  trx: Transaction<Database>,
  { id, state }: Referral,
): Promise<DeadlineFacts['followUps']> {
  if (state.status !== 'in_care') return []
  const rows = await listFollowUps(trx, id)
  return rows
    .filter(({ done_at }) => done_at === null)
    .map(({ step, due_at }) => ({ step, due: secondsOf(due_at) }))
}
