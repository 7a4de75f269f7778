import type { ChangeTravel } from '@causeway/schemas/api'
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
 * Row 10: the plan does not hold any more and nobody is missing: both nodes stop watching until a
 * newer one has been signed by both.
 */
export function changeTravel(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { reason }: ChangeTravel,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ state }: Snapshot): Promise<Move> => {
    if (!state.watch) throw notNow('no_plan_in_force')
    return {
      type: 'travel_changed',
      data: { plan: state.plan, reason },
      audit: { act: 'journey.change', detail: { revision: state.plan, reason } },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
