import type { ReferralState } from '@causeway/protocol/referral'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import type { Stop } from '../src/deadlines/clock.ts'
import type { DeadlineFacts } from '../src/deadlines/deadline-state.ts'

export const HOUR = 3_600
export const DAY = 24 * HOUR
/** Wednesday 2027-01-06, 12:00 UTC. */
export const NOON = 1_799_236_800

export const weekdays = {
  timeZone: 'UTC',
  workingDays: [1, 2, 3, 4, 5],
  closedOn: new Set<string>(),
}

const aState = (changes: Partial<DeadlineFacts['state']> = {}): DeadlineFacts['state'] => ({
  status: 'offered',
  position: undefined,
  plan: 0,
  watch: undefined,
  restrictions: [],
  ...changes,
})

/** An urgent offer that was applied at noon, unless said otherwise. */
export const someFacts = ({
  state,
  ...changes
}: Partial<Omit<DeadlineFacts, 'state'>> & {
  state?: Partial<DeadlineFacts['state']>
} = {}): DeadlineFacts => ({
  side: 'receiver',
  urgency: 'urgent',
  pace: 1,
  calendar: weekdays,
  offeredAt: NOON - HOUR,
  appliedAt: NOON,
  stops: [],
  departures: 0,
  missedLegs: [],
  lostContactAt: undefined,
  reviews: { count: 0, last: undefined },
  withdrawals: [],
  followUps: [],
  alarms: [],
  ...changes,
  state: aState(state),
})

/** A journey of so many legs of four hours, the first of which leaves at noon. */
export const aWatch = (legs: number): NonNullable<ReferralState['watch']> =>
  Array.from({ length: legs }, (_, index) => ({
    departs_by: NOON + index * 5 * HOUR,
    arrives_by: NOON + index * 5 * HOUR + 4 * HOUR,
  }))

const times = fc.integer({ min: NOON - 10 * DAY, max: NOON + 30 * DAY })
const ids = fc.constantFrom('a', 'b', 'c').map((id) => id.repeat(22) as RandomId)

export const someStops: fc.Arbitrary<Stop[]> = fc.array(
  fc
    .tuple(times, fc.option(fc.integer({ min: 0, max: 5 * DAY }), { nil: undefined }))
    .map(([from, length]) => (length === undefined ? { from } : { from, until: from + length })),
  { maxLength: 4 },
)

const statuses: ReferralState['status'][] = [
  'offered',
  'under_review',
  'accepted',
  'planned',
  'in_transit',
  'missed',
  'lost_contact',
  'arrived',
  'in_care',
  'declined',
  'expired',
  'recalled',
  'withdrawn',
  'closed',
]

/** Anything that facts can be; not all of it can happen together. */
export const anyFacts: fc.Arbitrary<DeadlineFacts> = fc
  .record({
    side: fc.constantFrom('sender' as const, 'receiver' as const),
    urgency: fc.constantFrom('emergency' as const, 'urgent' as const, 'normal' as const),
    pace: fc.constantFrom(1, 60, 5000),
    offeredAt: fc.constant(NOON - HOUR),
    appliedAt: fc.option(fc.constant(NOON), { nil: undefined }),
    stops: someStops,
    departures: fc.nat(3),
    lostContactAt: fc.option(times, { nil: undefined }),
    withdrawals: fc.array(
      fc.record({
        eid: ids,
        by: fc.constantFrom('sender' as const, 'receiver' as const),
        at: times,
      }),
      { maxLength: 3 },
    ),
    state: fc.record({
      status: fc.constantFrom(...statuses),
      position: fc.constantFrom(undefined, 'departed', 'missed', 'lost_contact', 'arrived'),
      plan: fc.nat(2),
      watch: fc.option(fc.integer({ min: 1, max: 4 }).map(aWatch), { nil: undefined }),
      restrictions: fc.array(
        fc.record({
          withdrawal: ids,
          groups: fc.constant('all' as const),
          answeredBy: fc.subarray(['sender' as const, 'receiver' as const]),
          undone: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
    }),
  })
  .map((facts) => someFacts(facts as never))
