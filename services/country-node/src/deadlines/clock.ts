import type { Urgency } from '@causeway/schemas/codes'
import type { Seconds } from '@causeway/schemas/wire'
import { addWorkingDays, type Calendar } from './working-days.ts'

/** A time in which a clock stands still; without an end it does so until further notice. */
export interface Stop {
  from: Seconds
  until?: Seconds
}

const HOUR = 3_600

export const MINUTE = 60
export const WEEK = 7 * 24 * HOUR
/** For an emergency: somebody has looked at it, around the clock. */
export const ACKNOWLEDGE = HOUR
/** For the other side to say that it holds to what she took back. */
export const WITHDRAWAL_ANSWER = 72 * HOUR

type Length = (start: Seconds, calendar: Calendar) => Seconds

const hours =
  (count: number): Length =>
  () =>
    count * HOUR
const workingDays =
  (count: number): Length =>
  (start, calendar) =>
    addWorkingDays(start, count, calendar) - start

/** How long the receiver has to answer, and when half of that is over. */
export const answerTimes: Record<Urgency, { half: Length; end: Length }> = {
  emergency: { half: hours(12), end: hours(24) },
  urgent: { half: hours(36), end: hours(72) },
  normal: { half: workingDays(5), end: workingDays(10) },
}

/** A wait as long as it is here: shorter than real where time is compressed, for development. */
export const paced = (length: Seconds, pace: number): Seconds => Math.ceil(length / pace)

/**
 * When a clock that started then has run so long, standing still in every stop. `undefined` when it
 * stands still before that without an end.
 */
export function dueAfter(
  start: Seconds,
  length: Seconds,
  stops: readonly Stop[],
): Seconds | undefined {
  let due = start + length
  let counted = start
  for (const { from, until } of stops.toSorted((a, b) => a.from - b.from)) {
    const since = Math.max(from, counted)
    if (since >= due) break
    if (until === undefined) return undefined
    due += Math.max(until - since, 0)
    counted = Math.max(counted, until)
  }
  return due
}
