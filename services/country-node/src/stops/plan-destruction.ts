import type { ReferralState, ReferralStatus } from '@causeway/protocol/referral'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Referral } from '../referrals/referral-queries.ts'

/** After these the receiver has no business with her. A withdrawal destroys nothing by itself. */
export const destroyedAfter: readonly ReferralStatus[] = [
  'declined',
  'expired',
  'recalled',
  'acceptance_withdrawn',
]

/** Milliseconds for which a mistake can still be asked about. */
const KEPT_AFTER_END = 7 * 24 * 60 * 60 * 1000

const isDestroyed = ({ status, meeting }: ReferralState): boolean =>
  destroyedAfter.includes(status) && meeting !== 'open'

/**
 * Notes, with every change of a referral, when what was received in it must be gone: seven days
 * after this node learnt of the end, however often something comes afterwards; never while somebody
 * is to meet her. A referral that goes on after all is not destroyed. `state` is how it stood before.
 */
export async function planDestruction(
  trx: Transaction<Database>,
  { now, pace }: NodeContext,
  { id, side, state }: Pick<Referral, 'id' | 'side' | 'state'>,
  after: ReferralState,
): Promise<void> {
  if (side !== 'receiver') return
  if (!isDestroyed(after)) {
    if (isDestroyed(state))
      await trx.deleteFrom('destruction').where('referral_id', '=', id).execute()
    return
  }
  const due_at = new Date(now().getTime() + KEPT_AFTER_END / pace)
  await trx
    .insertInto('destruction')
    .values({ referral_id: id, due_at, done_at: null })
    .onConflict((conflict) => conflict.column('referral_id').doUpdateSet({ done_at: null }))
    .execute()
}
