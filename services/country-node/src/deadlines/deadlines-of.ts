import { rungDeadlines } from '../alarms/ladder.ts'
import { ACKNOWLEDGE, answerTimes, dueAfter, paced, WEEK, WITHDRAWAL_ANSWER } from './clock.ts'
import { type Deadline, type DeadlineFacts, legKey } from './deadline-state.ts'
import { isAwaitingAnswer } from './withdrawal-answer.ts'

/**
 * All that has to have happened by some time, as a referral stands now. Whatever is left out here is
 * over. A pause or a question stops the time for an answer and nothing else; an end stops all but
 * what keeps her safe: that she is awaited, and that the other side holds to what she took back.
 */
export const deadlinesOf = (facts: DeadlineFacts): Deadline[] => [
  ...acknowledgement(facts),
  ...answer(facts),
  ...journey(facts),
  ...lostContact(facts),
  ...withdrawals(facts),
  ...facts.followUps.map(({ step, due }) => ({ kind: 'follow_up' as const, key: step, due })),
  ...rungDeadlines(facts.alarms, facts.pace),
]

/** Only told to somebody, or for the other side to do: nothing that a list is in the order of. */
const aside: readonly Deadline['kind'][] = ['answer_half', 'withdrawal_answer', 'rung']

/** By when people have to do something next; also when that time is over and nobody has. */
export const nextOf = (deadlines: readonly Deadline[]): number | undefined =>
  deadlines
    .filter(({ kind }) => !aside.includes(kind))
    .map(({ due }) => due)
    .toSorted((a, b) => a - b)[0]

/**
 * Row 3 of the life cycle: an emergency is acknowledged within the hour. The sender counts from when
 * it sent the offer, since one that never arrives has to be noticed as well.
 */
function acknowledgement(facts: DeadlineFacts): Deadline[] {
  const { side, urgency, state, offeredAt, appliedAt, stops, pace } = facts
  const start = side === 'sender' ? offeredAt : appliedAt
  if (state.status !== 'offered' || urgency !== 'emergency' || start === undefined) return []
  return someDue('acknowledge', dueAfter(start, paced(ACKNOWLEDGE, pace), stops))
}

/**
 * Rows 3 and 6: half of the time is for the receiver to know, the end for both. A receipt that says it
 * was applied before it was sent moves nothing.
 */
function answer(facts: DeadlineFacts): Deadline[] {
  const { side, urgency, state, offeredAt, appliedAt, stops, calendar, pace } = facts
  const start =
    side === 'sender' && appliedAt !== undefined
      ? Math.max(appliedAt, offeredAt ?? appliedAt)
      : appliedAt
  const isOpen = state.status === 'offered' || state.status === 'under_review'
  if (!isOpen || start === undefined) return []
  const { half, end } = answerTimes[urgency]
  return [
    ...(side === 'receiver'
      ? someDue('answer_half', dueAfter(start, paced(half(start, calendar), pace), stops))
      : []),
    ...someDue('answer_end', dueAfter(start, paced(end(start, calendar), pace), stops)),
  ]
}

/**
 * Rows 9 and 12. Each departure is said once a leg: who left on the next leg has arrived on the one
 * before. Until she is met every leg that is not over is watched, also after one was missed; the last
 * one whatever the other side says of departures.
 */
function journey({ state, departures }: DeadlineFacts): Deadline[] {
  const { watch, plan, position } = state
  if (!watch || position === 'lost_contact') return []
  const legs = watch.map((times, index) => ({ ...times, leg: index + 1 }))
  const next = position === 'missed' ? undefined : legs[departures]
  const underWay = legs.filter(({ leg }) => leg >= Math.min(departures, legs.length))
  return [
    ...(next
      ? [{ kind: 'departure' as const, key: legKey(plan, next.leg), due: next.departs_by }]
      : []),
    ...underWay.map(({ leg, arrives_by }) => ({
      kind: 'arrival' as const,
      key: legKey(plan, leg),
      due: arrives_by,
    })),
  ]
}

/** Row 13: a supervisor looks at it every week, counted from the last time. */
function lostContact({ state, lostContactAt, reviews, pace }: DeadlineFacts): Deadline[] {
  const { watch, plan, position } = state
  const since = reviews.last ?? lostContactAt
  if (!watch || position !== 'lost_contact' || since === undefined) return []
  const key = legKey(plan, reviews.count + 1)
  return [{ kind: 'lost_contact_review', key, due: since + paced(WEEK, pace) }]
}

/** Section 5: each recipient of a withdrawal answers within 72 hours. */
const withdrawals = ({ state, withdrawals: made, pace }: DeadlineFacts): Deadline[] =>
  made
    .filter((withdrawal) => isAwaitingAnswer(withdrawal, state))
    .map(({ eid, at }) => ({
      kind: 'withdrawal_answer' as const,
      key: eid,
      due: at + paced(WITHDRAWAL_ANSWER, pace),
    }))

const someDue = (kind: Deadline['kind'], due: number | undefined): Deadline[] =>
  due === undefined ? [] : [{ kind, key: '', due }]
