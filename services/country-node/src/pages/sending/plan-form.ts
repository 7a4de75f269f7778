import type { Form } from '@causeway/page-kit'
import type { ConfirmPlan, PlanRevision } from '@causeway/schemas/api'
import { RiskLevel, WarmHandover } from '@causeway/schemas/codes'
import { OnCall, type PlanText } from '@causeway/schemas/record'
import { Digest, type Seconds } from '@causeway/schemas/wire'
import { z } from 'zod'
import { arrivalOf } from '../../journey/plan-faults.ts'
import { clockAt, secondsAt } from '../clock-time.ts'
import type { FieldOf } from '../form-faults.ts'
import type { FormField } from '../form-field.ts'

/** What the sender adds when it signs: its risk half, how she met her new worker, who is on call. */
export const half = {
  plan_risk: RiskLevel,
  valid_until: z.iso.date(),
  warm_handover: WarmHandover,
  first_on_call: OnCall.shape.first,
  second_on_call: OnCall.shape.second,
  plan_phone: OnCall.shape.duty_phone,
}

export const PlanForm = z.strictObject({
  ...half,
  /** Of the plan that the page showed. */
  hash: Digest,
})
export type PlanForm = z.infer<typeof PlanForm>

/** In the order of the page. */
export const halfFields: readonly FormField[] = [
  {
    as: 'radios',
    name: 'plan_risk',
    options: { codes: RiskLevel.options, prefix: 'choice.risk_level.' },
  },
  {
    as: 'input',
    name: 'valid_until',
    options: { type: 'date', classes: 'govuk-input--width-10' },
  },
  {
    as: 'radios',
    name: 'warm_handover',
    options: { codes: WarmHandover.options, prefix: 'send.warm.' },
  },
  { as: 'input', name: 'first_on_call' },
  { as: 'input', name: 'second_on_call' },
  {
    as: 'input',
    name: 'plan_phone',
    options: { type: 'tel', inputmode: 'tel', classes: 'govuk-input--width-20' },
  },
]

/** Where the parts of a half are typed. */
export const halfFieldOf: FieldOf = {
  '/risk/valid_until': 'valid_until',
  '/risk/assessed_at': 'plan_risk',
  '/warm_handover': 'warm_handover',
  on_call: 'second_on_call',
}

interface Circumstances {
  /** In seconds. */
  now: Seconds
  legs: number
  timeZone: string
}

/** The same two people are on call on every leg; the assessment holds to the end of its last day. */
export function halfOf(
  { plan_risk, valid_until, warm_handover, ...said }: Omit<PlanForm, 'hash'>,
  { now, legs, timeZone }: Circumstances,
): ConfirmPlan {
  const { first_on_call: first, second_on_call: second, plan_phone: duty_phone } = said
  return {
    risk: {
      level: plan_risk,
      assessed_at: now,
      valid_until: secondsAt(`${valid_until}T23:59:59`, timeZone),
    },
    on_call: Array.from({ length: legs }, () => ({ first, second, duty_phone })),
    warm_handover,
  }
}

/**
 * What is known of our half from a plan that we signed before. The assessment of the risk is asked
 * for again where it would not last until she arrives.
 */
export function valuesOfHalf(
  signed: PlanRevision | undefined,
  plan: PlanText | undefined,
  { timeZone }: Pick<Circumstances, 'timeZone'>,
): Form['values'] {
  const before = signed?.sender
  const [onCall] = before?.on_call ?? []
  if (!before || !onCall) return {}
  const isOutdated = plan !== undefined && before.risk.valid_until < arrivalOf(plan)
  return {
    ...(before.warm_handover ? { warm_handover: before.warm_handover } : {}),
    first_on_call: onCall.first,
    second_on_call: onCall.second,
    plan_phone: onCall.duty_phone,
    ...(isOutdated
      ? {}
      : {
          plan_risk: before.risk.level,
          valid_until: clockAt(before.risk.valid_until, timeZone).slice(0, 10),
        }),
  }
}
