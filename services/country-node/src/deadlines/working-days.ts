import type { Seconds } from '@causeway/schemas/wire'

/** When an organisation works. */
export interface Calendar {
  /** IANA name of the zone in which its days begin. */
  timeZone: string
  /** Days of the week by ISO 8601, 1 is Monday; at least one. */
  workingDays: readonly number[]
  /** Days on which it is closed nevertheless, `2027-12-25`. */
  closedOn: ReadonlySet<string>
}

const MILLISECONDS = 1000

/**
 * The moment at which so many whole working days have passed: as long after midnight as it was at
 * the start, so that a change between summer and winter time neither gives nor takes an hour. A
 * start on a day off counts as the midnight before the next working day.
 */
export function addWorkingDays(start: Seconds, days: number, calendar: Calendar): Seconds {
  const began = Temporal.Instant.fromEpochMilliseconds(start * MILLISECONDS).toZonedDateTimeISO(
    calendar.timeZone,
  )
  let day = began.toPlainDate()
  const isOff = !isWorkingDay(day, calendar)
  const sinceMidnight = isOff ? 0 : start - midnight(day, calendar)
  if (isOff) day = nextWorkingDay(day, calendar)
  for (let left = days; left > 0; left -= 1) day = nextWorkingDay(day, calendar)
  // A day of 25 hours may be followed by one of 24: no start goes beyond the end of its last day.
  const endOfDay = midnight(day.add({ days: 1 }), calendar)
  return Math.min(midnight(day, calendar) + sinceMidnight, endOfDay)
}

const isWorkingDay = (day: Temporal.PlainDate, { workingDays, closedOn }: Calendar): boolean =>
  workingDays.includes(day.dayOfWeek) && !closedOn.has(day.toString())

function nextWorkingDay(day: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  let next = day.add({ days: 1 })
  while (!isWorkingDay(next, calendar)) next = next.add({ days: 1 })
  return next
}

const midnight = (day: Temporal.PlainDate, { timeZone }: Calendar): Seconds =>
  Math.floor(day.toZonedDateTime(timeZone).epochMilliseconds / MILLISECONDS)
