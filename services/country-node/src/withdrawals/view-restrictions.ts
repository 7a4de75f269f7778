import type { ReferralState } from '@causeway/protocol/referral'
import type { ReferralView } from '@causeway/schemas/api'
import type { NodeContext } from '../context.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { restrictedInReferral } from './restricted.ts'
import { listRestrictions } from './restriction-queries.ts'
import { undoUntil } from './undo-until.ts'

/** What a view of a referral says of the withdrawals in it. */
export async function viewRestrictions(
  { db, pace }: NodeContext,
  { id }: Pick<Referral, 'id'>,
  { restrictions: known }: ReferralState,
): Promise<Pick<ReferralView, 'is_restricted' | 'restrictions'>> {
  const rows = await listRestrictions(db, id)
  const isAnswered = (withdrawal: string) =>
    known.some((one) => one.withdrawal === withdrawal && one.answeredBy.length > 0)
  const restrictions = rows.map(({ withdrawal, groups, at, undone_at }) => ({
    withdrawal,
    ...(groups ? { groups } : {}),
    at: at.toISOString(),
    undo_until: undoUntil(at, pace).toISOString(),
    is_undone: undone_at !== null,
    answered: isAnswered(withdrawal),
  }))
  const restricted = await restrictedInReferral(db, id)
  return { is_restricted: restricted === 'all' || restricted.size > 0, restrictions }
}
