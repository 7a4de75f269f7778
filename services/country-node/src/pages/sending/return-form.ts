import { ServiceCode, Urgency } from '@causeway/schemas/codes'
import { NodeId, RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { listOf } from '../list-of.ts'

/** The first page: what is needed, by whom, and when. */
export const ReturnForm = z.strictObject({
  services: listOf(ServiceCode),
  /** Only narrows what is offered below it. */
  country: NodeId.optional(),
  receiver: RandomId,
  arrival: z.iso.date().optional(),
  urgency: Urgency,
})
export type ReturnForm = z.infer<typeof ReturnForm>

/** ISO 8601 week of a day: of her arrival an offer says no more. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day)
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`
}
