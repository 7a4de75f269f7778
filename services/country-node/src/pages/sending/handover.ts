import type { ReferralView } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../../context.ts'
import { departuresOf } from '../../journey/departures.ts'
import { signaturesOf } from '../../journey/signatures.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { takeSnapshot } from '../../referrals/snapshot.ts'
import { viewReferral } from '../../referrals/view-referral.ts'
import { standingOf } from '../page-status.ts'

/** A handover that was sent, with all that says what can be done with it now. */
export interface Handover {
  view: ReferralView
  referral: Referral
  /** On how many legs of the plan that holds she has left. */
  departures: number
  /** How many legs it has; none when nobody watches. */
  legs: number
  /** A plan that waits for a signature, and whose. */
  waitsFor?: 'us' | 'them' | undefined
  now: Date
}

/** Throws `Problem('not-found')`. */
export async function readHandover(context: NodeContext, id: RandomId): Promise<Handover> {
  const snapshot = await takeSnapshot(context.db, context.nodeId, id)
  const view = await viewReferral(context, id)
  const { sender } = signaturesOf(snapshot, snapshot.state.plan + 1)
  return {
    view,
    referral: snapshot.referral,
    departures: departuresOf(snapshot),
    legs: view.plan.watch?.length ?? 0,
    waitsFor: view.plan.is_open ? (sender ? 'them' : 'us') : undefined,
    now: context.now(),
  }
}

export const isEnded = ({ view }: Handover): boolean => standingOf(view.status).word === 'ended'

/** They have said that they can receive her, and neither an end nor a stop stands against it. */
export const isAccepted = (it: Handover): boolean =>
  it.view.acceptance !== undefined && !isEnded(it)

/** Accepted, and nobody has met her yet. */
export const isBeforeMeeting = (it: Handover): boolean =>
  isAccepted(it) && it.view.position !== 'arrived' && it.view.position !== 'in_care'

export const isBeforeCare = (it: Handover): boolean =>
  !isEnded(it) && it.view.position !== 'in_care'
