import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'

/** Row 13: she was missed, and the silent search for her has led nowhere. */
export function reportLostContact(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ state }: Snapshot): Promise<Move> => {
    if (!state.watch) throw notNow('no_plan_in_force')
    if (state.position !== 'missed') throw notNow('not_missed')
    return {
      type: 'lost_contact',
      data: { plan: state.plan },
      audit: { act: 'journey.lost_contact', detail: { revision: state.plan } },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
