import type { Form } from '@causeway/page-kit'
import { z } from 'zod'
import type { PageSite } from '../page-site.ts'
import { Reference } from './find-references.ts'

const days = { from_day: z.iso.date().optional(), until_day: z.iso.date().optional() }

export const ExportForm = z.strictObject(days)

export const RegisterForm = z.strictObject({
  about_handover: Reference.optional(),
  about_person: Reference.optional(),
  ...days,
  after: z.string().max(200).optional(),
})
export type RegisterForm = z.infer<typeof RegisterForm>

export const AuditForm = z.strictObject({
  ...RegisterForm.shape,
  by_worker: Reference.optional(),
})
export type AuditForm = z.infer<typeof AuditForm>

/** From the beginning of the first day to the end of the last, at the clock of the node. */
export function periodOf(
  { settings: { timeZone } }: PageSite,
  { from_day, until_day }: z.infer<typeof ExportForm>,
): { from?: string; until?: string } {
  const midnight = (day: Temporal.PlainDate) =>
    day.toZonedDateTime(timeZone).toInstant().toString({ fractionalSecondDigits: 3 })
  return {
    ...(from_day ? { from: midnight(Temporal.PlainDate.from(from_day)) } : {}),
    ...(until_day ? { until: midnight(Temporal.PlainDate.from(until_day).add({ days: 1 })) } : {}),
  }
}

/** What a form has to send for the page after this one. */
export const nextOf = (
  { values }: Pick<Form, 'values'>,
  after: string | undefined,
): { name: string; value: string }[] | undefined =>
  after === undefined
    ? undefined
    : Object.entries({ ...values, after }).map(([name, value]) => ({ name, value: String(value) }))
