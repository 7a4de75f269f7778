import type { Accept } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { Acceptance } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { assignSelf } from '../assignments/assign-self.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { StaffActor } from '../staff/actor.ts'
import { actorIn } from './event-actor.ts'
import { type Move, type MoveReply, makeMove } from './make-move.ts'
import { readOffer } from './read-bodies.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Row 4: the receiver accepts, names worker and deputy, and says which services it takes on. The
 * packet follows from the sender's node by itself; the sender stays lead. Throws
 * `Problem('request-malformed')` when a service was not asked for.
 */
export function acceptReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { services, ...people }: Accept,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral }: Snapshot): Promise<Move> => {
    if (referral.side !== 'receiver') throw new Problem('transition-refused')
    const offer = await readOffer(context, referral)
    const unasked = services.findIndex((service) => !offer.services.includes(service))
    if (unasked >= 0) {
      const fault = { pointer: `/services/${unasked}`, in: 'body', rule: 'not_asked_for' } as const
      throw new Problem('request-malformed', { faults: [fault] })
    }
    return {
      type: 'accepted',
      data: {
        services,
        not_accepted: offer.services.filter((service) => !services.includes(service)),
      },
      body: Acceptance.parse(people),
      audit: { act: 'referral.accept', detail: { services } },
      alongside: (trx) => assignSelf(trx, actor, { kind: 'referral', id }, context.now()),
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
