import type { ReportMissed } from '@causeway/schemas/api'
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

/**
 * Row 12: a worker of either side knows that she is missing on a leg, perhaps before the watch does.
 * Each side says so once for each leg.
 */
export function reportMissed(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { leg }: ReportMissed,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ state, counted }: Snapshot): Promise<Move> => {
    const wasSaid = counted.some(
      ({ node, type, data }) =>
        node === context.nodeId &&
        type === 'missed' &&
        'leg' in data &&
        data.leg === leg &&
        data.plan === state.plan,
    )
    if (!state.watch) throw notNow('no_plan_in_force')
    if (wasSaid) throw notNow('said_already')
    refuseFaults([leg > state.watch.length && { pointer: '/leg', rule: 'no_such_leg' }])
    return {
      type: 'missed',
      data: { plan: state.plan, leg },
      audit: { act: 'journey.missed', detail: { revision: state.plan, leg } },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
