import { FollowUpStep } from '@causeway/schemas/codes'
import type { Seconds } from '@causeway/schemas/wire'

/** How long after she came into care somebody asks after her. */
const waits: Record<FollowUpStep, Temporal.DurationLike> = {
  next_day: { days: 1 },
  one_week: { weeks: 1 },
  one_month: { months: 1 },
  three_months: { months: 3 },
  six_months: { months: 6 },
}

/**
 * When each follow-up is due, by the calendar in UTC, counted from `when`; the end of a shorter month
 * takes the place of a day that it does not have. The waits are divided by `pace`.
 */
export const followUpDates = (
  when: Seconds,
  pace: number,
): { step: FollowUpStep; due_at: Date }[] => {
  const start = Temporal.Instant.fromEpochMilliseconds(when * 1000).toZonedDateTimeISO('UTC')
  return FollowUpStep.options.map((step) => {
    const wait = start.add(waits[step]).epochMilliseconds - start.epochMilliseconds
    return { step, due_at: new Date(when * 1000 + Math.ceil(wait / pace)) }
  })
}
