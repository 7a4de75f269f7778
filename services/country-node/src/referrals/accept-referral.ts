import type { Accept } from '@causeway/schemas/api'
import { Acceptance } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import { assignSelf } from '../assignments/assign-self.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { StaffActor } from '../staff/actor.ts'
import { actorIn } from './event-actor.ts'
import { type Move, type MoveReply, makeMove } from './make-move.ts'
import { notNow } from './not-now.ts'
import { readOffer } from './read-bodies.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Row 4: the receiver accepts, names worker and deputy, and says which services it takes on. The
 * packet follows from the sender's node by itself; the sender stays lead. Throws
 * `Problem('request-malformed')` for services that were not asked for, and for a worker who is to
 * stand in for nobody but themselves.
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
    if (referral.side !== 'receiver') throw notNow('only_the_receiver')
    const offer = await readOffer(context, referral)
    const { worker, deputy } = people
    refuseFaults([
      ...services.map(
        (service, index) =>
          !offer.services.includes(service) && {
            pointer: `/services/${index}`,
            rule: 'not_asked_for',
          },
      ),
      worker.toLowerCase() === deputy.toLowerCase() && {
        pointer: '/deputy',
        rule: 'another_person',
      },
    ])
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
