import type { NodeContext } from '../../context.ts'
import type { Snapshot } from '../../referrals/snapshot.ts'
import { openPauses } from '../../stops/open-pauses.ts'
import { destroyedAfter } from '../../stops/plan-destruction.ts'
import { viewRestrictions } from '../../withdrawals/view-restrictions.ts'
import { Ending, type Standing } from './shown-parts.ts'

/** What holds a received handover up, has changed it or has ended it: codes and times. */
export async function standingModel(context: NodeContext, snapshot: Snapshot): Promise<Standing> {
  const { referral, counted, state } = snapshot
  const { restrictions } = await viewRestrictions(context, referral, state)
  const accepted = counted.find((event) => event.type === 'accepted')
  const left = await leftOf(context, snapshot)
  return {
    ...(state.isPaused
      ? { pause: openPauses(counted).some(({ data }) => data.by_her) ? 'hers' : 'workers' }
      : {}),
    isRecallAsked: state.recallRequested,
    ...travelChangeOf(snapshot),
    isSearched: state.position === 'missed' || state.position === 'lost_contact',
    takenBack: restrictions.map(({ withdrawal, groups, at, undo_until, is_undone, answered }) => ({
      ...(groups ? { groups } : {}),
      at,
      undoUntil: undo_until,
      isUndone: is_undone,
      isOurs: counted.every(({ eid, node }) => eid !== withdrawal || node === context.nodeId),
      isAnswered: answered,
    })),
    ...(accepted
      ? { services: { taken: accepted.data.services, left: accepted.data.not_accepted } }
      : {}),
    ...(left ? { left } : {}),
  }
}

/** Why the plan that both have signed does not hold any more, until a newer one does. */
function travelChangeOf({ state, counted }: Snapshot): Pick<Standing, 'travelChange'> {
  if (state.watch || state.plan === 0) return {}
  const changes = counted.filter(
    (event) => event.type === 'travel_changed' && event.data.plan === state.plan,
  )
  const last = changes.at(-1)
  return last?.type === 'travel_changed' ? { travelChange: last.data.reason } : {}
}

/**
 * What an end has left here, as it is and not as it should be: destroyed only once it has been, and
 * after a withdrawal closed, since that destroys nothing by itself.
 */
async function leftOf(
  { db }: NodeContext,
  { referral, state: { status } }: Snapshot,
): Promise<Standing['left']> {
  const { data: how } = Ending.safeParse(status)
  if (!how) return undefined
  const outcome = referral.outcome ? { outcome: referral.outcome } : {}
  if (!destroyedAfter.includes(status)) {
    return { how, ...outcome, what: how === 'closed' ? 'kept' : 'closed' }
  }
  const row = await db
    .selectFrom('destruction')
    .select(['due_at', 'done_at'])
    .where('referral_id', '=', referral.id)
    .executeTakeFirst()
  if (!row) return { how, ...outcome, what: 'closed' }
  const { due_at, done_at } = row
  return done_at
    ? { how, ...outcome, what: 'destroyed', at: done_at.toISOString() }
    : { how, ...outcome, what: 'planned', at: due_at.toISOString() }
}
