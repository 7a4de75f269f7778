import { z } from 'zod'
import { RandomId, Seconds } from '../wire/index.ts'

/** What somebody has to look at, be it in the middle of the night. */
export const AlarmKind = z.enum([
  /** She was not met when a leg of her journey was over, grace included. */
  'missed',
  /** Nobody has said that she left, though she should have. */
  'not_departed',
  /** Half of the time for an answer is over. */
  'unanswered',
  /** An emergency that nobody at the receiver has looked at within the hour. */
  'unacknowledged',
  /** The time for an answer is over. */
  'expired',
  /** The other side does not say that it holds to what she took back. */
  'withdrawal_unanswered',
  /** Her window was opened by the PIN that she chose for danger. */
  'duress',
])
export type AlarmKind = z.infer<typeof AlarmKind>

/** Who is told one after the other: whoever has that duty then, never a name. */
export const AlarmRole = z.enum(['worker', 'deputy', 'supervisor', 'focal_point'])
export type AlarmRole = z.infer<typeof AlarmRole>

/** What came of it, as whoever ends it by hand says. */
export const AlarmOutcome = z.enum([
  'she_is_safe',
  'travelling_on',
  'help_is_under_way',
  'reported_missing',
  'handled',
  'false_alarm',
])
export type AlarmOutcome = z.infer<typeof AlarmOutcome>

const AlarmStatus = z.enum(['open', 'acknowledged', 'ended'])

export const AlarmPath = z.strictObject({ id: RandomId })
export type AlarmPath = z.infer<typeof AlarmPath>

export const EndAlarm = z.strictObject({ outcome: AlarmOutcome })
export type EndAlarm = z.infer<typeof EndAlarm>

export const AlarmChanged = z.strictObject({ id: RandomId, status: AlarmStatus })
export type AlarmChanged = z.infer<typeof AlarmChanged>

/** What a referral shows of its deadlines and alarms. */
export const DeadlinesView = z.strictObject({
  answer_by: Seconds.optional(),
  alarms: z.array(z.strictObject({ id: RandomId, kind: AlarmKind, status: AlarmStatus })),
})
export type DeadlinesView = z.infer<typeof DeadlinesView>

/** Nothing in it is about the person but that something is to be done. */
const AlarmView = z.strictObject({
  id: RandomId,
  kind: AlarmKind,
  status: AlarmStatus,
  referral: RandomId,
  org: RandomId,
  side: z.enum(['sender', 'receiver']),
  /** Of the journey, from 1. */
  leg: z.int().min(1).optional(),
  raised_at: Seconds,
  /** Who was told so far, in the order in which they were. */
  told: z.array(z.strictObject({ role: AlarmRole, at: Seconds })),
  acknowledged: z.strictObject({ role: z.string(), at: Seconds }).optional(),
  ended: z
    .strictObject({
      at: Seconds,
      /** `over`: what it was about is over, and nobody had to say so. */
      outcome: z.union([AlarmOutcome, z.literal('over')]),
    })
    .optional(),
})
export type AlarmView = z.infer<typeof AlarmView>

/** `GET /alarms`: those that are not ended first, each group with the newest first. */
export const AlarmList = z.strictObject({
  alarms: z.array(AlarmView),
  /** Give it as `after` to read on; absent on the last page. */
  next: z.string().optional(),
})
export type AlarmList = z.infer<typeof AlarmList>

export const AlarmListQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type AlarmListQuery = z.infer<typeof AlarmListQuery>
