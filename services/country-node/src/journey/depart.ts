import type { Depart } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { departuresOf } from './departures.ts'
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
    const { referral, state } = snapshot
    const departures = departuresOf(snapshot)
    if (referral.side !== 'sender') throw notNow('only_the_sender')
    if (!state.watch) throw notNow('no_plan_in_force')
    if (leg <= departures) throw notNow('said_already')
    refuseFaults([leg > state.watch.length && { pointer: '/leg', rule: 'no_such_leg' }])
    if (leg > departures + 1) throw notNow('leg_out_of_order')
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
