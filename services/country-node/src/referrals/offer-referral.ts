import { endings } from '@causeway/protocol/referral'
import type { Purpose } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { ItemCode, Offer } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { type Agreement, findAgreement, isInForce } from '../agreements/agreement-queries.ts'
import type { Remember } from '../api/idempotency.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { assembleOffer } from '../disclosure/assemble-offer.ts'
import { insertDisclosure } from '../disclosure/disclosure-queries.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { readItems } from '../people/read-items.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { type Disclosable, disclosableOf, groupsOf, requireDisclosable } from './disclosable.ts'
import { type DraftContent, openDraft } from './draft.ts'
import { requireReceiver } from './draft-referral.ts'
import { actorIn } from './event-actor.ts'
import { type Move, type MoveReply, makeMove } from './make-move.ts'
import type { Referral } from './referral-queries.ts'
import { requireReadiness } from './require-readiness.ts'
import type { Snapshot } from './snapshot.ts'

/** An offer ready to be sent or previewed, and what it rests on. */
export interface PreparedOffer {
  offer: Offer
  agreement: Agreement
  draft: DraftContent
  disclosable: Disclosable
}

/**
 * Puts together exactly what the receiver will see, from the draft, the agreement and the record
 * as they are now. Throws a Problem when any of them does not allow it any more.
 */
export async function prepareOffer(
  context: NodeContext,
  referral: Referral,
): Promise<PreparedOffer> {
  const { db, vault } = context
  const { agreement_id: agreementId, person_id: personId } = referral
  if (!agreementId || !personId) throw new Problem('not-found')
  const agreement = await findAgreement(db, agreementId)
  if (!agreement || !isInForce(agreement, seconds(context.now))) {
    throw new Problem('agreement-not-in-force')
  }
  const draft = await openDraft(context, referral)
  const recorded = await readItems(db, vault, personId, draft.items)
  const disclosable = disclosableOf(context, agreement, draft.items)
  requireDisclosable(context, agreement, draft.items, recorded)
  const frame = {
    purpose: agreement.purpose,
    services: draft.services,
    urgency: referral.urgency,
    lead_organisation: referral.own_org,
    agreed_groups: groupsOf(disclosable.packet),
    ...(draft.arrival_week ? { arrival_week: draft.arrival_week } : {}),
  } as Omit<Offer, 'person'>
  const offer = assembleOffer(
    frame,
    recorded.filter((item) => disclosable.offer.includes(item.code)),
  )
  return { offer, agreement, draft, disclosable }
}

/** Row 2 of the life cycle: draft -> offered. The tier 1 offer goes; nothing that names her does. */
export function offerReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral }: Snapshot): Promise<Move> => {
    decide(actor, 'referral.offer', { org: referral.own_org })
    if (referral.side !== 'sender' || referral.status !== 'draft') {
      throw new Problem('transition-refused')
    }
    const receiver = { node: referral.peer_node, org: referral.peer_org }
    requireReceiver(context, { receiver, purpose: referral.purpose as Purpose })
    const prepared = await prepareOffer(context, referral)
    const { offer, agreement } = prepared
    const shown = Object.keys(offer.person) as ItemCode[]
    await requireReadiness(context, agreement.person_id)
    await requireNoOther(context.db, referral)
    return {
      type: 'offered',
      data: {
        from_org: referral.own_org,
        to: receiver,
        purpose: offer.purpose,
        urgency: offer.urgency,
      },
      body: offer,
      grants: [agreement.grant_jws],
      audit: { act: 'referral.offer', detail: { items: shown } },
      alongside: (trx, event) =>
        insertDisclosure(trx, {
          event: event.identity,
          referral,
          agreement,
          tier: 't1',
          items: shown,
          policy: context.directory.policy,
          at: context.now(),
        }),
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember }).catch(asOpen)
}

/** Throws `Problem('referral-open')`: two places must never prepare for one person. */
async function requireNoOther(db: Kysely<Database>, { id, person_id }: Referral): Promise<void> {
  const other = await db
    .selectFrom('referral')
    .select('id')
    .where('person_id', '=', person_id)
    .where('id', '!=', id)
    .where('side', '=', 'sender')
    .where('status', 'not in', ['draft', ...endings])
    .executeTakeFirst()
  if (other) throw new Problem('referral-open')
}

/** Two offers at the same moment: the index lets one through. */
const asOpen = (cause: unknown): never => {
  const isOpen = (cause as { constraint?: unknown }).constraint === 'referral_open_for_person'
  throw isOpen ? new Problem('referral-open', { cause }) : cause
}
