import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'

/**
 * Row 19: the receiver agrees to what the sender asked for; the referral ends as recalled. Throws
 * `Problem('transition-refused')` when nothing was asked for, or she has left meanwhile.
 */
export function confirmRecall(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral, state }: Snapshot): Promise<Move> => {
    if (referral.side !== 'receiver') throw notNow('only_the_receiver')
    if (!state.recallRequested) throw notNow('nothing_asked')
    return { type: 'recall_confirmed', data: {}, audit: { act: 'referral.confirm_recall' } }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
