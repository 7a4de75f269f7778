import { z } from 'zod'
import { Purpose, ServiceCode, Urgency } from '../codes/index.ts'
import { CompactJws, RandomId } from '../wire/index.ts'
import { Category, items } from './items.ts'
import { DoNotAsk } from './told.ts'

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

/** The longest presentation: the signed record, the disclosures it shows, and its key binding. */
const MAX_PRESENTATION_CHARACTERS = 140_000

/** What carries items: from tier 2 on they come as disclosures of a signed record. */
export const Packet = z.strictObject({
  /** SD-JWT+KB (RFC 9901) each; a custodian may hold the record of another node beside its own. */
  presentations: z.array(z.string().min(1).max(MAX_PRESENTATION_CHARACTERS)).min(1).max(4),
  /** Topics that she has been asked about already, or does not want to be asked about. */
  do_not_ask: z.array(DoNotAsk).max(60),
})
export type Packet = z.infer<typeof Packet>

/** Body of `custody_passed`: the next revision of the record, bound to its new custodian. */
export const Custody = z.strictObject({ record: CompactJws })
export type Custody = z.infer<typeof Custody>
