import { z } from 'zod'
import { MeetingLanguage, RiskLevel, TravelMode, WarmHandover } from '../codes/index.ts'
import { Seconds } from '../wire/index.ts'
import { EventBody } from './body.ts'
import { items } from './items.ts'

const Line = z.string().trim().min(1).max(200)
const Phone = items.safe_phone.value

/** The longest way that a plan can describe. */
export const MAX_LEGS = 8

/** One part of the way, with the time at which somebody begins to worry. */
export const Leg = z
  .strictObject({
    from: Line,
    to: Line,
    mode: TravelMode,
    departs_at: Seconds,
    due_at: Seconds,
    /** How late she may be before the alarm. */
    grace_minutes: z.int().min(0).max(720),
    is_escorted: z.boolean(),
  })
  .refine((leg) => leg.due_at > leg.departs_at, {
    path: ['due_at'],
    params: { rule: 'before_departure' },
  })
export type Leg = z.infer<typeof Leg>

/** What both sides sign, to the character. */
export const PlanText = z
  .strictObject({
    legs: z.array(Leg).min(1).max(MAX_LEGS),
    /** Who waits for her and where. She is told the first name and the look beforehand. */
    meeting: z.strictObject({ place: Line, meeter: Line, look: Line }),
    first_night: Line,
  })
  .refine(
    ({ legs }) => legs.every((leg, n) => n === 0 || leg.departs_at >= (legs[n - 1]?.due_at ?? 0)),
    { path: ['legs'], params: { rule: 'leg_before_the_last_is_over' } },
  )
export type PlanText = z.infer<typeof PlanText>

/** Two people and a number that answers around the clock, for one leg, on one side. */
export const OnCall = z.strictObject({ first: Line, second: Line, duty_phone: Phone })
export type OnCall = z.infer<typeof OnCall>

/** What each side adds in its own name when it signs: its risk assessment and who is on call. */
export const PlanHalf = z.strictObject({
  risk: z.strictObject({
    level: RiskLevel,
    assessed_at: Seconds,
    valid_until: Seconds,
    note: z.string().trim().min(1).max(8000).optional(),
  }),
  /** One entry for each leg. */
  on_call: z.array(OnCall).min(1).max(MAX_LEGS),
  /** The sender's alone: whether she has met her new worker, and what the meeting words come from. */
  hand_over: z
    .strictObject({
      warm_handover: WarmHandover,
      /** The list that the words are read from on both sides: one that she understands. */
      language: MeetingLanguage,
      /** 16 random bytes in base64url. */
      secret: z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/),
    })
    .optional(),
})
export type PlanHalf = z.infer<typeof PlanHalf>

/** Body of `plan_signed`: the same `plan` from both sides, and a half from each. */
export const PlanBody = z.strictObject({ plan: EventBody, half: PlanHalf })
export type PlanBody = z.infer<typeof PlanBody>

/**
 * What arms the watch on both sides, one entry for each leg, grace included. Times only: the event
 * says them in clear inside the seal, so that no key is needed in the middle of the night.
 */
export const Watch = z
  .array(z.strictObject({ departs_by: Seconds, arrives_by: Seconds }))
  .min(1)
  .max(MAX_LEGS)
export type Watch = z.infer<typeof Watch>
