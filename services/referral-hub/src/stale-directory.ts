import type { KeyDirectory } from '@causeway/protocol/suite'
import type { Seconds } from '@causeway/schemas/wire'
import type { Logger } from '@causeway/service-kit/log'

/** Whether the time is over for which the root vouches for this directory (SPEC section 8). */
export const isStale = ({ freshUntil }: KeyDirectory, now: Seconds): boolean => now >= freshUntil

/** Raises `directory_stale`: mail is still handed out and proven, but none is taken. */
export function warnOfStaleDirectory(directory: KeyDirectory, now: Seconds, log: Logger): void {
  if (!isStale(directory, now)) return
  log.error({ alarm: 'directory_stale' }, 'no mail is taken until there is a newer directory')
}
