import { z } from 'zod'
import { eventData, ItemCode } from '../record/index.ts'
import { RandomId } from '../wire/index.ts'
import { distinct } from './distinct.ts'

/**
 * `POST /referrals/:id/disclosures`: one item more, a correction of what went before, or a part of
 * her story. It goes under the signature that the receiver has already; she is not asked again.
 */
export const NewDisclosure = z.strictObject({
  items: distinct(z.array(ItemCode).min(1).max(60)),
  tier: eventData.disclosed.shape.tier,
  /** What she agreed to that lets these items go. */
  agreement: RandomId,
  /** Why they go now; kept here, sealed. */
  because: z.string().trim().min(1).max(500),
})
export type NewDisclosure = z.infer<typeof NewDisclosure>
