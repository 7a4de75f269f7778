import type { ReferralStatus } from '@causeway/protocol/referral'
import { Problem } from '@causeway/schemas/problems'
import type { EventType } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'

/** How a referral is taken back: an offer at once, an acceptance only with who gave it. */
const recalls: { [Status in ReferralStatus]?: EventType } = {
  offered: 'recalled',
  under_review: 'recalled',
  accepted: 'recall_requested',
  planned: 'recall_requested',
}

/**
 * Row 19: the sender takes a referral back before she leaves. After the acceptance the receiver is
 * asked first, since it has prepared for her. Throws `Problem('transition-refused')` later, and when
 * it has been asked already.
 */
export function recallReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral, state }: Snapshot): Promise<Move> => {
    const type = recalls[state.status]
    if (referral.side !== 'sender') throw notNow('only_the_sender')
    if (state.recallRequested) throw notNow('said_already')
    if (!type) throw new Problem('transition-refused')
    return { type, data: {}, audit: { act: 'referral.recall' } }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
