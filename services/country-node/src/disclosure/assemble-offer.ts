import { type ItemCode, Offer, offerItems, type RecordItem } from '@causeway/schemas/record'

/** What a referral says of itself; all the rest of an offer comes from her record. */
export type OfferFrame = Omit<Offer, 'person'>

/**
 * The tier 1 offer: the frame, and of the given items those that have a value. The items must be
 * the ones that policy, agreement and choice let go. Throws a ZodError when one does not fit.
 */
export function assembleOffer(frame: OfferFrame, items: readonly RecordItem[]): Offer {
  const person = items.flatMap((item) =>
    isOfferItem(item.code) && 'v' in item ? [[item.code, item.v] as const] : [],
  )
  return Offer.parse({ ...frame, person: Object.fromEntries(person) })
}

export const isOfferItem = (code: ItemCode): boolean =>
  (offerItems as readonly string[]).includes(code)
