import type { Watch } from '@causeway/schemas/record'
import { voidPlans, whereabouts } from './changed-journey.ts'
import type { Standing } from './standing.ts'
import { endings, type ReferralStatus } from './transitions.ts'

/** `open`: somebody is to meet her, and keeps what is needed for that. */
export type Meeting = 'none' | 'open' | 'over'

/**
 * From the plan that both have signed until she is in care, or was met and went another way. What
 * ends the referral ends the meeting only while nobody says that she has left: from then on she is
 * met, whoever stops what, and whether or not they knew.
 */
export function meetingOf(
  { facts, moves, plan, position }: Standing,
  status: ReferralStatus,
): Meeting {
  if (plan.revision === 0) return 'none'
  if (position === 'in_care' || moves.closedAt === 'arrived') return 'over'
  return endings.includes(status) && whereabouts(facts).length === 0 ? 'over' : 'open'
}

/** The times of the plan that holds, for as long as she is awaited by it. */
export function watchOf(
  { facts, moves, plan, position }: Standing,
  meeting: Meeting,
): Watch | undefined {
  const isAwaited = meeting === 'open' && position !== 'arrived' && !moves.closedAt
  return isAwaited && !voidPlans(facts).has(plan.revision) ? plan.watch : undefined
}
