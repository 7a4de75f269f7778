import type { Side } from '@causeway/protocol/chain'
import type { ReferralState } from '@causeway/protocol/referral'
import type { AlarmKind } from '@causeway/schemas/api'
import type { Urgency } from '@causeway/schemas/codes'
import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Stop } from './clock.ts'
import type { Calendar } from './working-days.ts'

/** What has to have happened by some time. */
export type DeadlineKind =
  | 'acknowledge'
  | 'answer_half'
  | 'answer_end'
  | 'departure'
  | 'arrival'
  | 'withdrawal_answer'
  | 'lost_contact_review'
  | 'follow_up'
  | 'rung'

/** `key` tells those of one kind apart: a revision of the plan and a leg of it, `2.1`; an id. */
export interface Deadline {
  kind: DeadlineKind
  key: string
  due: Seconds
}

/** An alarm that is not ended. */
export interface OpenAlarm {
  id: RandomId
  kind: AlarmKind
  key: string
  raisedAt: Seconds
  isAcknowledged: boolean
}

/** All that deadlines and alarms follow from. */
export interface DeadlineFacts {
  side: Side
  urgency: Urgency
  pace: number
  /** Of the receiving organisation. */
  calendar: Calendar
  state: Pick<ReferralState, 'status' | 'position' | 'plan' | 'watch' | 'restrictions'>
  /** When the offer was signed. */
  offeredAt: Seconds | undefined
  /** When it was applied at the receiving node, which is when the time for an answer begins. */
  appliedAt: Seconds | undefined
  /** While the referral is paused, and while the receiver's first question waits for its answer. */
  stops: readonly Stop[]
  /** How often it was said of the plan in force that she left: once a leg. */
  departures: number
  /** Legs of the plan in force that she was said to have missed. */
  missedLegs: readonly number[]
  lostContactAt: Seconds | undefined
  /** How often her supervisor has looked at it since contact was lost, and when last. */
  reviews: { count: number; last: Seconds | undefined }
  withdrawals: readonly { eid: RandomId; by: Side; at: Seconds }[]
  /** Steps for which nobody has asked after her yet. */
  followUps: readonly { step: string; due: Seconds }[]
  /** Not ended. */
  alarms: readonly OpenAlarm[]
}

/** Key of what is about one leg of one revision of the plan. */
export const legKey = (plan: number, leg: number): string => `${plan}.${leg}`

/** Reads a key of `legKey`. */
export function readLegKey(key: string): { plan: number; leg: number } {
  const [plan = 0, leg = 0] = key.split('.').map(Number)
  return { plan, leg }
}
