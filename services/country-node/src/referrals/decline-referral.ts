import type { Decline } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'
import type { StaffActor } from '../staff/actor.ts'
import { actorIn } from './event-actor.ts'
import { type Move, type MoveReply, makeMove } from './make-move.ts'
import { notNow } from './not-now.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Row 5: the receiver declines with a coded reason and, where it knows one, an organisation that
 * may help instead. Throws `Problem('organisation-unknown')` for an alternative that is not in the
 * directory.
 */
export function declineReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  decline: Decline,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral }: Snapshot): Promise<Move> => {
    if (referral.side !== 'receiver') throw notNow('only_the_receiver')
    const { alternative } = decline
    const known = alternative && findOrganisation(context.directory, alternative.org)
    if (alternative && known?.node !== alternative.node) throw new Problem('organisation-unknown')
    return {
      type: 'declined',
      data: decline,
      audit: { act: 'referral.decline', detail: { reason: decline.reason } },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
