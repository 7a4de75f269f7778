import type { ReferralState } from '@causeway/protocol/referral'
import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Stop } from './clock.ts'

interface Pause {
  eid: RandomId
  at: Seconds
}

interface Resumption {
  at: Seconds
  data: { pause: RandomId }
}

/** When the time for an answer stands still: while paused, and until the one question is answered. */
export function stopsOf(
  pauses: readonly Pause[],
  resumptions: readonly Resumption[],
  questions: ReferralState['questions'],
): Stop[] {
  const paused = pauses.map(({ eid, at }) => {
    const ends = resumptions.filter(({ data }) => data.pause === eid).map((event) => event.at)
    return stop(at, ends.length > 0 ? Math.min(...ends) : undefined)
  })
  const asked = questions
    .filter(({ pausesClock }) => pausesClock)
    .map(({ askedAt, answeredAt }) => stop(askedAt, answeredAt))
  return [...paused, ...asked]
}

const stop = (from: Seconds, until: Seconds | undefined): Stop =>
  until === undefined ? { from } : { from, until }
