import type { ReferralState } from '@causeway/protocol/referral'

interface NextDue {
  what: 'departure' | 'arrival' | 'follow_up'
  /** ISO 8601. */
  at: string
}

/**
 * What is waited for next, grace included: that she leaves, that she comes, or, once she is in care,
 * that somebody asks after her. A leg of which nobody has said anything is behind her when its time
 * is over, but for the last one.
 */
export function nextDue(
  { watch, position }: Pick<ReferralState, 'watch' | 'position'>,
  followUps: readonly { due_at: Date; done_at: Date | null }[],
  now: Date,
): NextDue | undefined {
  const [first] = watch ?? []
  const isAway = position !== undefined
  if (first && !isAway) return { what: 'departure', at: iso(first.departs_by) }
  const leg = watch?.find(({ arrives_by }) => arrives_by * 1000 > now.getTime()) ?? watch?.at(-1)
  if (leg) return { what: 'arrival', at: iso(leg.arrives_by) }
  const open = followUps.filter(({ done_at }) => !done_at).map(({ due_at }) => due_at.toISOString())
  const [earliest] = open.toSorted()
  return earliest === undefined ? undefined : { what: 'follow_up', at: earliest }
}

const iso = (at: number) => new Date(at * 1000).toISOString()
