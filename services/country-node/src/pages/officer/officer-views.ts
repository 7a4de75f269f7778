import { defineView, type Form } from '@causeway/page-kit'
import type { Picture } from '@causeway/page-kit/pictures'
import { AuditCheck, WithdrawalAnswer } from '@causeway/schemas/api'
import { z } from 'zod'
import { HubRecordWords } from '../home/hub-record-of.ts'

const Moment = z.iso.datetime()

/** What waits for who oversees the protection of data. */
const OfficerNeed = z.discriminatedUnion('need', [
  z.strictObject({ need: z.literal('broken'), at: z.string() }),
  /** `since` is absent where it was never found whole. */
  z.strictObject({ need: z.literal('unchecked'), since: Moment.optional() }),
  z.strictObject({ need: z.literal('interrupted') }),
  z.strictObject({
    need: z.literal('unanswered'),
    reference: z.string(),
    to: z.string(),
    due: Moment,
  }),
])
export type OfficerNeed = z.infer<typeof OfficerNeed>

export const officerHomeView = defineView(
  'officer/home',
  z.strictObject({ now: Moment, needs: z.array(OfficerNeed), record: HubRecordWords }),
)

/** What was typed, to be sent again with where the next page begins. */
const Next = z.array(z.strictObject({ name: z.string(), value: z.string() }))

/** One entry in words; every id as the eight signs that people call it by. */
const EntryWords = z.strictObject({
  number: z.string(),
  act: z.string(),
  who: z.string().optional(),
  worker: z.string().optional(),
  at: Moment.optional(),
  handover: z.string().optional(),
  person: z.string().optional(),
  groups: z.string().optional(),
  why: z.string().optional(),
})
export type EntryWords = z.infer<typeof EntryWords>

const AnyForm = z.custom<Form>()

export const auditView = defineView(
  'officer/audit',
  z.strictObject({
    form: AnyForm,
    answer: z.strictObject({ entries: z.array(EntryWords), next: Next.optional() }).optional(),
  }),
)

const LineWords = z.strictObject({
  at: Moment,
  handover: z.string(),
  person: z.string(),
  from: z.string(),
  to: z.string(),
  tier: z.enum(['t1', 't2', 't3']),
  groups: z.string(),
  agreement: z.string(),
  basis: z.string(),
  withdrawals: z.array(z.strictObject({ at: Moment, answer: WithdrawalAnswer })),
})
export type LineWords = z.infer<typeof LineWords>

export const registerView = defineView(
  'officer/register',
  z.strictObject({
    form: AnyForm,
    answer: z
      .strictObject({
        lines: z.array(LineWords),
        /** Of one handover: what is where. */
        picture: z.custom<Picture>().optional(),
        next: Next.optional(),
      })
      .optional(),
  }),
)

export const exportView = defineView('officer/export', z.strictObject({ form: AnyForm }))

/** While one runs there is no form: the page comes again by itself. */
export const checkView = defineView(
  'officer/check',
  z.strictObject({
    form: AnyForm.optional(),
    running: AuditCheck.optional(),
    ended: z.array(AuditCheck),
  }),
)
