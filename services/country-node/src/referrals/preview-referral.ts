import type { Preview } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'
import { readRecord } from '../records/read-record.ts'
import { whyStays } from './disclosable.ts'
import { openDraft } from './draft.ts'
import { prepareOffer } from './prepare-offer.ts'
import type { Referral } from './referral-queries.ts'

/**
 * What the receiver will see: the offer to the letter, the items of the packet that follows on
 * acceptance, and what stays here and why. Throws as `prepareOffer`; `transition-refused` once it
 * was sent.
 */
export async function previewReferral(context: NodeContext, referral: Referral): Promise<Preview> {
  if (referral.side !== 'sender' || referral.status !== 'draft') {
    throw new Problem('transition-refused')
  }
  const { offer, cover, disclosure } = await prepareOffer(context, referral)
  const packet = disclosure.packet.items.map(({ code }) => code)
  const known = await readRecord(context.db, context, cover.person_id)
  const recorded = known.map(({ item }) => item)
  const { items: chosen } = await openDraft(context, referral)
  const why = whyStays(context, cover, chosen, recorded)
  const stays = recorded.flatMap(({ code }) => {
    const because = why(code)
    return because ? [{ code, because }] : []
  })
  return { offer, packet, stays }
}
