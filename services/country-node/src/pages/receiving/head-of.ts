import type { NodeContext } from '../../context.ts'
import { viewDeadlines } from '../../deadlines/view-deadlines.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { restrictedInReferral } from '../../withdrawals/restricted.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import type { Head, PageStatus } from './receiving-views.ts'

const statuses: Partial<Record<Referral['status'], PageStatus>> = {
  draft: 'preparing',
  offered: 'sent',
  under_review: 'considered',
  accepted: 'accepted',
  planned: 'accepted',
  in_transit: 'travelling',
  missed: 'travelling',
  lost_contact: 'travelling',
  arrived: 'met',
  in_care: 'in_care',
}

/** What a status is called on pages; all that is over is `ended`. */
export const statusOf = ({ status }: Pick<Referral, 'status'>): PageStatus =>
  statuses[status] ?? 'ended'

/** What both pages and lists say of a handover before anything else: nothing of the person. */
export async function headOf(context: NodeContext, referral: Referral): Promise<Head> {
  const { state, peer_org } = referral
  const { alarms } = await viewDeadlines(context.db, referral.id)
  const restricted = await restrictedInReferral(context.db, referral.id)
  const flags = {
    paused: state.isPaused,
    question: state.questions.some(({ answeredAt }) => answeredAt === undefined),
    alarm: alarms.length > 0,
    restricted: restricted === 'all' || restricted.size > 0,
  }
  return {
    reference: referenceOf(referral.id),
    href: handoverHref(referral.side, referral.id),
    status: statusOf(referral),
    from: findOrganisation(context.directory, peer_org)?.name ?? referral.peer_node.toUpperCase(),
    flags: (Object.keys(flags) as (keyof typeof flags)[]).filter((flag) => flags[flag]),
  }
}
