import { Problem } from '@causeway/schemas/problems'
import { categoryOf, type Offer } from '@causeway/schemas/record'
import { type Cover, findCover } from '../agreements/cover.ts'
import { type NodeContext, seconds } from '../context.ts'
import { assembleOffer } from '../disclosure/assemble-offer.ts'
import { openDraft } from './draft.ts'
import { type Disclosure, prepareDisclosure } from './prepare-disclosure.ts'
import type { Referral } from './referral-queries.ts'

/** An offer ready to be sent or previewed, and what it rests on. */
export interface PreparedOffer {
  offer: Offer
  cover: Cover
  disclosure: Disclosure
}

/**
 * Puts together exactly what the receiver will see, from the draft, the agreement and the record
 * as they are now. Throws a Problem when any of them does not allow it any more.
 */
export async function prepareOffer(
  context: NodeContext,
  referral: Referral,
): Promise<PreparedOffer> {
  const { agreement_id: agreementId } = referral
  if (!agreementId) throw new Problem('not-found')
  const cover = await findCover(context.db, agreementId, seconds(context.now))
  if (!cover) throw new Problem('agreement-not-in-force')
  const draft = await openDraft(context, referral)
  const disclosure = await prepareDisclosure(context, cover, draft.items)
  const following = disclosure.packet.items.map(({ code }) => categoryOf(code))
  const frame = {
    purpose: cover.purpose,
    services: draft.services,
    urgency: referral.urgency,
    lead_organisation: referral.own_org,
    agreed_groups: [...new Set(following)],
    ...(draft.arrival_week ? { arrival_week: draft.arrival_week } : {}),
  } as Omit<Offer, 'person'>
  return { offer: assembleOffer(frame, disclosure.offerItems), cover, disclosure }
}
