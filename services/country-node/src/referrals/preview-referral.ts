import type { Preview } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'
import { readItems } from '../people/read-items.ts'
import { prepareOffer } from './offer-referral.ts'
import type { Referral } from './referral-queries.ts'

/**
 * What the receiver will see: the offer to the letter, the items of the packet that follows on
 * acceptance, and what stays here. Throws as `prepareOffer`; `transition-refused` once it was sent.
 */
export async function previewReferral(context: NodeContext, referral: Referral): Promise<Preview> {
  if (referral.side !== 'sender' || referral.status !== 'draft' || !referral.person_id) {
    throw new Problem('transition-refused')
  }
  const { offer, disclosable } = await prepareOffer(context, referral)
  const recorded = await readItems(context.db, context.vault, referral.person_id)
  const leaving = new Set([...disclosable.offer, ...disclosable.packet])
  return {
    offer,
    packet: disclosable.packet,
    stays: recorded.map((item) => item.code).filter((code) => !leaving.has(code)),
  }
}
