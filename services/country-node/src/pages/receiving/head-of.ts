import { Urgency } from '@causeway/schemas/codes'
import type { NodeContext } from '../../context.ts'
import { viewDeadlines } from '../../deadlines/view-deadlines.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { restrictedInReferral } from '../../withdrawals/restricted.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import { Flag, standingOf } from '../page-status.ts'
import type { Head } from './head-view.ts'

/** What of a state is said beside the status, in the order in which it matters. */
export const flagsOf = (
  { isPaused, questions, recallRequested }: Referral['state'],
  { isAlarmed, isRestricted }: { isAlarmed: boolean; isRestricted: boolean },
): Flag[] => {
  const holds: Partial<Record<Flag, boolean>> = {
    alarm: isAlarmed,
    restricted: isRestricted,
    recall: recallRequested,
    paused: isPaused,
    question: questions.some(({ answeredAt }) => answeredAt === undefined),
  }
  return Flag.options.filter((flag) => holds[flag])
}

/** What both pages and lists say of a handover before anything else: nothing of the person. */
export async function headOf(context: NodeContext, referral: Referral): Promise<Head> {
  const { state, peer_org } = referral
  const { alarms } = await viewDeadlines(context.db, referral.id)
  const restricted = await restrictedInReferral(context.db, referral.id)
  const isRestricted = restricted === 'all' || restricted.size > 0
  return {
    reference: referenceOf(referral.id),
    href: handoverHref(referral.side, referral.id),
    status: standingOf(referral.status).word,
    urgency: Urgency.parse(referral.urgency),
    from: findOrganisation(context.directory, peer_org)?.name ?? referral.peer_node.toUpperCase(),
    flags: flagsOf(state, { isAlarmed: alarms.length > 0, isRestricted }),
  }
}
