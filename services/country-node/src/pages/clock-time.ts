import type { Seconds } from '@causeway/schemas/wire'
import { z } from 'zod'

/** A day and a time as a browser sends them, `2026-12-04T09:30`: at the clock of the node. */
export const ClockTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/)
  .refine(isThere)

/** There is no 31 February. */
function isThere(local: string): boolean {
  try {
    Temporal.PlainDateTime.from(local)
    return true
  } catch {
    return false
  }
}

/** When it is this time where that clock hangs. `timeZone` is an IANA name. */
export const secondsAt = (local: string, timeZone: string): Seconds =>
  Math.floor(
    Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds / 1000,
  ) as Seconds

/** The same the other way round, to the minute. */
export const clockAt = (at: Seconds, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at * 1000)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
