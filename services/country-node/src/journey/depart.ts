import type { Depart } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { signaturesOf } from './signatures.ts'
import { whenItHappened } from './when-it-happened.ts'

/**
 * Row 9: on the day she is asked once more and says yes, and leaves; worker or duty worker may be
 * told by telephone. Also after an alarm: that she did leave stays worth knowing. Said once for each
 * leg, in their order: so the watch knows which legs are over.
 */
export function depart(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { leg, ...said }: Depart,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    const { referral, state, counted } = snapshot
    const departures = counted.filter(
      (event) => event.type === 'departed' && event.data.plan === state.plan,
    )
    const isNext = leg === departures.length + 1 && leg <= (state.watch?.length ?? 0)
    if (referral.side !== 'sender' || !state.watch || !isNext) {
      throw new Problem('transition-refused')
    }
    const { sender, receiver } = signaturesOf(snapshot, state.plan)
    const signedAt = Math.max(sender?.at ?? 0, receiver?.at ?? 0)
    return {
      type: 'departed',
      data: { plan: state.plan, ...whenItHappened(context, said, signedAt) },
      audit: { act: 'journey.depart', detail: { revision: state.plan, leg } },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
