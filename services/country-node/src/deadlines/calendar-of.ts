import type { Organisation } from '@causeway/schemas/wire'
import type { Calendar } from './working-days.ts'

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]

/**
 * The calendar by which an organisation's time to answer runs, as the signed directory says, so that
 * both nodes count alike. A zone that this node does not know is read as UTC: some hours off, where
 * a refusal would stop every move of the referral.
 */
export function calendarOf(organisation: Organisation | undefined): Calendar {
  const { time_zone = 'UTC', working_days = MONDAY_TO_FRIDAY, closed_on = [] } = organisation ?? {}
  return {
    timeZone: isKnown(time_zone) ? time_zone : 'UTC',
    workingDays: working_days,
    closedOn: new Set(closed_on),
  }
}

/** What was found of a zone stays so; the directory names few, and asking costs much. */
const zones = new Map<string, boolean>()

function isKnown(timeZone: string): boolean {
  const known = zones.get(timeZone) ?? isZone(timeZone)
  zones.set(timeZone, known)
  return known
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
