import type { Preview } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'
import { prepareOffer } from './prepare-offer.ts'
import type { Referral } from './referral-queries.ts'

/**
 * What the receiver will see: the offer to the letter, the items of the packet that follows on
 * acceptance, and what stays here. Throws as `prepareOffer`; `transition-refused` once it was sent.
 */
export async function previewReferral(context: NodeContext, referral: Referral): Promise<Preview> {
  if (referral.side !== 'sender' || referral.status !== 'draft') {
    throw new Problem('transition-refused')
  }
  const { offer, disclosure } = await prepareOffer(context, referral)
  const packet = disclosure.packet.items.map(({ code }) => code)
  return { offer, packet, stays: disclosure.stays }
}
