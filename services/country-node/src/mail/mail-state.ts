import type { AlarmRole } from '@causeway/schemas/api'
import type { Role } from '@causeway/schemas/codes'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Milliseconds of real time, whatever the pace: mail goes to people. */
export const limits = {
  /** Between two mails to one person: what happens within it is one mail. */
  gather: MINUTE,
  /** After which one that was being sent is taken to be sent by nobody. */
  claim: 2 * MINUTE,
  /** After which nobody tries any more: the ladder of an alarm has long gone on to others. */
  givenUp: 24 * HOUR,
  /** How long a mail that has ended is kept. */
  kept: 7 * 24 * HOUR,
} as const

/** From this try on somebody has to look at it. */
export const ALARMING_TRIES = 4

const FIRST_PAUSE = 10 * SECOND
const LAST_PAUSE = 15 * MINUTE

/** Milliseconds before the next try, after so many. */
export const pauseAfter = (tries: number): number =>
  Math.min(FIRST_PAUSE * 2 ** (tries - 1), LAST_PAUSE)

/** Who has a duty that is told of something: a whole desk rather than nobody. */
export const rolesOf: Record<AlarmRole, readonly Role[]> = {
  worker: ['case_worker', 'intake_worker', 'duty_worker'],
  deputy: ['case_worker', 'duty_worker'],
  supervisor: ['supervisor'],
  focal_point: ['focal_point'],
}
