import type { Seconds } from '@causeway/schemas/wire'
import { refuseFaults } from '../api/refuse-faults.ts'
import { type NodeContext, seconds } from '../context.ts'

/**
 * The true time of what is reported: now, unless it is said. Throws `Problem('request-malformed')`
 * when that lies in the future, or before what must have come first.
 */
export function whenItHappened(
  { now }: NodeContext,
  { when, phoned_in }: { when?: Seconds | undefined; phoned_in: boolean },
  notBefore: Seconds,
): { when: Seconds; phoned_in: boolean } {
  if (when === undefined) return { when: seconds(now), phoned_in }
  refuseFaults([
    when > seconds(now) && { pointer: '/when', rule: 'in_the_future' },
    when < notBefore && { pointer: '/when', rule: 'too_early' },
  ])
  return { when, phoned_in }
}
