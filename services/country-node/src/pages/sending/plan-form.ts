import type { ConfirmPlan } from '@causeway/schemas/api'
import { RiskLevel, WarmHandover } from '@causeway/schemas/codes'
import { OnCall } from '@causeway/schemas/record'
import { Digest } from '@causeway/schemas/wire'
import { z } from 'zod'

/** What the sender adds when it confirms: its risk half, how she met her new worker, who is on call. */
export const PlanForm = z.strictObject({
  plan_risk: RiskLevel,
  valid_until: z.iso.date(),
  warm_handover: WarmHandover,
  first_on_call: OnCall.shape.first,
  second_on_call: OnCall.shape.second,
  plan_phone: OnCall.shape.duty_phone,
  /** Of the plan that the page showed. */
  hash: Digest,
})
export type PlanForm = z.infer<typeof PlanForm>

interface Circumstances {
  /** In seconds. */
  now: number
  legs: number
  timeZone: string
}

/** The same two people are on call on every leg; the assessment holds to the end of its last day. */
export function confirmationOf(
  { plan_risk, valid_until, warm_handover, hash, ...said }: PlanForm,
  { now, legs, timeZone }: Circumstances,
): ConfirmPlan {
  const end = Temporal.PlainDate.from(valid_until).add({ days: 1 }).toZonedDateTime(timeZone)
  const { first_on_call: first, second_on_call: second, plan_phone: duty_phone } = said
  return {
    risk: {
      level: plan_risk,
      assessed_at: now,
      valid_until: Math.floor(end.epochMilliseconds / 1000),
    },
    on_call: Array.from({ length: legs }, () => ({ first, second, duty_phone })),
    warm_handover,
    hash,
  }
}
