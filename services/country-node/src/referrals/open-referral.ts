import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { StaffActor } from '../staff/actor.ts'
import { actorIn } from './event-actor.ts'
import { type Move, type MoveReply, makeMove } from './make-move.ts'
import { notNow } from './not-now.ts'
import { oweRetrieved } from './owe-about-event.ts'
import type { Snapshot } from './snapshot.ts'

/** Row 3: offered -> under_review, when an intake worker opens it; the sender gets `retrieved`. */
export function openReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral, counted }: Snapshot): Promise<Move> => {
    const offered = counted.find((event) => event.type === 'offered')
    if (referral.side !== 'receiver') throw notNow('only_the_receiver')
    if (!offered) throw new Problem('transition-refused')
    return {
      type: 'opened',
      data: {},
      audit: { act: 'referral.open' },
      alongside: (trx) => oweRetrieved(trx, offered.identity, seconds(context.now)),
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
