import type { ConfirmPlan } from '@causeway/schemas/api'
import { RiskLevel } from '@causeway/schemas/codes'
import { PlanHalf } from '@causeway/schemas/record'
import { z } from 'zod'
import { secondsAt } from '../clock-time.ts'
import type { FormField } from '../form-field.ts'

const { first, second, duty_phone } = PlanHalf.shape.on_call.element.shape

/** What this side adds in its own name when it signs, as it is typed. */
export const HalfShape = {
  risk_here: RiskLevel,
  risk_valid_until: z.iso.date(),
  risk_note: PlanHalf.shape.risk.shape.note,
  on_call_first: first,
  on_call_second: second,
  on_call_phone: duty_phone,
}
type Half = z.infer<z.ZodObject<typeof HalfShape>>

export const halfFields: readonly FormField[] = [
  {
    as: 'radios',
    name: 'risk_here',
    options: { codes: RiskLevel.options, prefix: 'choice.risk_level.' },
    part: 'receive.plan.half',
  },
  { as: 'textarea', name: 'risk_note', options: { limit: 8000 } },
  { as: 'input', name: 'risk_valid_until', options: { type: 'date' } },
  { as: 'input', name: 'on_call_first' },
  { as: 'input', name: 'on_call_second' },
  { as: 'input', name: 'on_call_phone', options: { type: 'tel', inputmode: 'tel' } },
]

interface Circumstances {
  /** In seconds. */
  now: number
  legs: number
  timeZone: string
}

/** Assessed now and valid to the end of its last day; the same two people are on call on every leg. */
export const halfOf = (
  said: Half,
  { now, legs, timeZone }: Circumstances,
): Pick<ConfirmPlan, 'risk' | 'on_call'> => ({
  risk: {
    level: said.risk_here,
    assessed_at: now,
    valid_until: secondsAt(`${said.risk_valid_until}T23:59`, timeZone),
    ...(said.risk_note === undefined ? {} : { note: said.risk_note }),
  },
  on_call: Array.from({ length: legs }, () => ({
    first: said.on_call_first,
    second: said.on_call_second,
    duty_phone: said.on_call_phone,
  })),
})
