import type { Purpose } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { grantsFor } from '../agreements/cover.ts'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import { insertDisclosure } from '../disclosure/disclosure-queries.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { StaffActor } from '../staff/actor.ts'
import { actorIn } from './event-actor.ts'
import { type Move, type MoveReply, makeMove } from './make-move.ts'
import { prepareOffer } from './prepare-offer.ts'
import { requireNoOther } from './require-no-other.ts'
import { requireReadiness } from './require-readiness.ts'
import { requireReceiver } from './require-receiver.ts'
import type { Snapshot } from './snapshot.ts'

/** Row 2 of the life cycle: draft -> offered. The tier 1 offer goes; nothing that names her does. */
export function offerReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral }: Snapshot): Promise<Move> => {
    if (referral.side !== 'sender' || referral.status !== 'draft') {
      throw new Problem('transition-refused')
    }
    const receiver = { node: referral.peer_node, org: referral.peer_org }
    requireReceiver(context, { receiver, purpose: referral.purpose as Purpose })
    const { offer, cover } = await prepareOffer(context, referral)
    await requireReadiness(context, cover.person_id)
    const shown = Object.keys(offer.person) as ItemCode[]
    const grants = grantsFor(cover.grants, shown)
    return {
      type: 'offered',
      data: {
        from_org: referral.own_org,
        to: receiver,
        purpose: offer.purpose,
        urgency: offer.urgency,
      },
      body: offer,
      grants: grants.map(({ jws }) => jws),
      audit: { act: 'referral.offer', detail: { items: shown } },
      alongside: async (trx, event) => {
        await requireNoOther(trx, referral)
        await insertDisclosure(trx, {
          event: event.identity,
          referral,
          agreement: cover,
          tier: 't1',
          items: shown,
          grants: grants.map(({ identity }) => identity),
          policy: context.directory.policy,
          at: context.now(),
        })
      },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
