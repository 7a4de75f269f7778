import { hashPlan, watchOf, writeBody } from '@causeway/protocol/record'
import type { EventBody, OnCall, PlanHalf, PlanText } from '@causeway/schemas/record'
import { aDigest, anId, nowInSeconds } from './peer.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Marks every line of a plan made here, to look for where it must not be. */
export const PLAN_MARK = 'Qvzplan'

/** Two legs, tomorrow, each an hour of grace. */
export function aPlanText(changes: Partial<PlanText> = {}, start = nowInSeconds() + DAY): PlanText {
  const leg = { grace_minutes: 60, is_escorted: false }
  const hours = (count: number) => start + count * HOUR
  return {
    legs: [
      { ...leg, from: `${PLAN_MARK} one`, to: 'two', mode: 'coach', ...span(hours(0), hours(2)) },
      { ...leg, from: 'two', to: 'three', mode: 'plane', ...span(hours(4), hours(7)) },
    ],
    meeting: { place: `${PLAN_MARK} gate 3`, meeter: 'Ana', look: 'a green coat' },
    first_night: `${PLAN_MARK} house`,
    ...changes,
  }
}

const span = (departs_at: number, due_at: number) => ({ departs_at, due_at })

export const anOnCall = (duty_phone = '+40700123456'): OnCall => ({
  first: `${PLAN_MARK} First`,
  second: 'Synthetic Second',
  duty_phone,
})

/** What one side adds: assessed now, valid for a month. */
export const aHalf = (
  changes: Partial<PlanHalf> = {},
  duty_phone?: string,
): Pick<PlanHalf, 'risk' | 'on_call'> & Partial<PlanHalf> => ({
  risk: { level: 'medium', assessed_at: nowInSeconds(), valid_until: nowInSeconds() + 30 * DAY },
  on_call: [anOnCall(duty_phone), anOnCall(duty_phone)],
  ...changes,
})

/** What only the sender of a referral adds. */
export const aHandOver = (): NonNullable<PlanHalf['hand_over']> => ({
  warm_handover: 'done',
  language: 'ron',
  secret: anId(),
})

/** What a peer says when it signs: the event's data but for the body's hash, and the body. */
export function aSignature(
  text: PlanText,
  half: object,
  { revision = 1, plan = writeBody(text, aDigest()) }: { revision?: number; plan?: EventBody } = {},
) {
  return {
    data: { plan: revision, hash: hashPlan(plan), watch: watchOf(text, 1) },
    body: { plan, half },
  }
}
