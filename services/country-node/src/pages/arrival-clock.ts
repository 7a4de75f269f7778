import type { Language } from '@causeway/page-kit'
import type { KeyDirectory } from '@causeway/protocol/suite'
import type { RandomId, Seconds } from '@causeway/schemas/wire'
import { findOrganisation } from '../organisations/find-organisation.ts'

/**
 * When she arrives, in her language and at the clock of the place where she does: that of whoever
 * receives her, by the directory; at the node's own where it does not say.
 */
export function arrivalIn(
  language: Language,
  at: Seconds,
  {
    directory,
    receiver,
    ownZone,
  }: { directory: KeyDirectory; receiver: RandomId; ownZone: string },
): string {
  const timeZone = findOrganisation(directory, receiver)?.time_zone ?? ownZone
  return Temporal.Instant.fromEpochMilliseconds(at * 1000)
    .toZonedDateTimeISO(timeZone)
    .toLocaleString(language === 'en' ? 'en-GB' : language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
}
