import type { ReferralState } from '@causeway/protocol/referral'
import type { WithdrawalAnswer } from '@causeway/schemas/api'
import type { Category } from '@causeway/schemas/record'
import type { RandomId, Seconds } from '@causeway/schemas/wire'

interface Withdrawn {
  /** The event that told the other side; `null` while it has not been told. */
  eid: RandomId | null
  /** The referral by which it came here: that side knew of it first. */
  came_by: RandomId | null
  undone_at: Date | null
  /** By when an answer is due, where one is awaited or was missed. */
  due_at: Seconds | null
}

/** Whether a side has said that it holds to it. */
const isAnswered = ({ restrictions }: ReferralState, eid: RandomId | null): boolean =>
  restrictions.some(({ withdrawal, answeredBy }) => withdrawal === eid && answeredBy.length > 0)

/** What is known of the other side of this referral and of this withdrawal, now. */
export function answerOf(
  { id, state }: { id: RandomId; state: ReferralState },
  { eid, came_by, undone_at, due_at }: Withdrawn,
  now: Seconds,
): WithdrawalAnswer {
  if (undone_at) return 'undone'
  if (came_by === id || isAnswered(state, eid)) return 'restricted'
  return due_at !== null && due_at <= now ? 'silent' : 'waiting'
}

/** Whether a withdrawal, of these groups or of all, reaches what was disclosed. */
export const reaches = (
  withdrawn: readonly Category[] | null,
  sent: readonly Category[],
): boolean => withdrawn === null || sent.some((group) => withdrawn.includes(group))
