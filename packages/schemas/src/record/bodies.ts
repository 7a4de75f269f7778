import { z } from 'zod'
import { Purpose, ServiceCode, Urgency } from '../codes/index.ts'
import { RandomId } from '../wire/index.ts'
import { RecordItem } from './item.ts'
import { Category, ItemCode, items } from './items.ts'

const Region = items.return_region.value

/**
 * Tier 1: what a receiver learns before it accepts. Pseudonymous: the schema has no place for a
 * name, a date, a contact or anything that could be joined with another message.
 */
export const Offer = z.strictObject({
  purpose: Purpose,
  services: z.array(ServiceCode).min(1).max(18),
  urgency: Urgency,
  /** ISO 8601 week, `2026-W49`. */
  arrival_week: z
    .string()
    .regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/)
    .optional(),
  lead_organisation: RandomId,
  /** Groups of items that her agreement covers and that would follow on acceptance. */
  agreed_groups: z.array(Category),
  person: z.strictObject({
    age_band: items.age_band.value.optional(),
    gender: items.gender.value.optional(),
    spoken_languages: items.spoken_languages.value.optional(),
    interpreter_language: items.interpreter_language.value.optional(),
    interpreter_constraints: items.interpreter_constraints.value.optional(),
    trafficking_status: items.trafficking_status.value.optional(),
    status_decided_by: items.status_decided_by.value.optional(),
    risk_level: items.risk_level.value.optional(),
    return_region: Region.optional(),
    regions_to_avoid: items.regions_to_avoid.value.optional(),
  }),
})
export type Offer = z.infer<typeof Offer>

/** The items that a tier 1 offer has a place for. */
export const offerItems = Object.keys(Offer.shape.person.shape) as (keyof Offer['person'])[]

/** Who will receive her: names of workers, never in the event itself. */
export const Acceptance = z.strictObject({
  worker: z.string().trim().min(1).max(120),
  deputy: z.string().trim().min(1).max(120),
  duty_phone: items.safe_phone.value,
})
export type Acceptance = z.infer<typeof Acceptance>

/** Tier 2: the packet that follows an acceptance. */
export const Packet = z.strictObject({
  items: z.array(RecordItem).max(60),
  /** Topics that she has been asked about already, or does not want to be asked about. */
  do_not_ask: z.array(
    z.strictObject({ topic: ItemCode, because: z.enum(['told', 'declined_to_say']) }),
  ),
})
export type Packet = z.infer<typeof Packet>
