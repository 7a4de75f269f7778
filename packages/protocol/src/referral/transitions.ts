import type { EventType } from '@causeway/schemas/record'
import type { Side } from '../chain/count-events.ts'

/** Where a referral stands. `none` is before the first event: drafts never leave their node. */
export const statuses = [
  'none',
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
  'acceptance_withdrawn',
  'withdrawn',
  'closed',
] as const
export type ReferralStatus = (typeof statuses)[number]

/** The facts that say where she is, in the order in which one goes beyond another. */
export const positions = ['departed', 'missed', 'lost_contact', 'arrived', 'in_care'] as const
export type Position = (typeof positions)[number]

/** Higher is further on; -1 is nowhere on the way. */
export const rankOf = (position: Position | undefined): number =>
  position ? positions.indexOf(position) : -1

export const statusAt: Record<Position, ReferralStatus> = {
  departed: 'in_transit',
  missed: 'missed',
  lost_contact: 'lost_contact',
  arrived: 'arrived',
  in_care: 'in_care',
}

interface Move {
  kind: 'move'
  by: Side | 'either'
  from: readonly ReferralStatus[]
  to: ReferralStatus
  /** The positions that its author may have known of; knowing any other, it is too late. */
  knowing: Record<Side, readonly Position[]>
  /** What the other side must have written as far as its author knew. */
  answers?: EventType
  /** Among moves made at the same time the lowest is taken first: safety before progress. */
  rank: 0 | 1 | 2
}

interface FactRow {
  kind: 'fact'
  by: Side | 'either'
  /** What must have been in force as far as its author knew; a fact without it is no fact. */
  after: EventType
}

interface Other {
  /** `stop`: ends or halts. `note`: changes no state. */
  kind: 'stop' | 'note'
  by: Side | 'either'
}

/** Moves that belong to the time before she leaves. */
const beforeDeparture = { sender: [], receiver: [] }

/** A plan can be made anew until she has been met. */
const beforeMeeting: readonly Position[] = ['departed', 'missed', 'lost_contact']

/**
 * Every kind of event and what it may do. Whatever this table leaves out is refused.
 * Rows follow the life cycle of a referral from offer to close.
 */
export const transitions: Record<EventType, Move | FactRow | Other> = {
  offered: {
    kind: 'move',
    by: 'sender',
    from: ['none'],
    to: 'offered',
    knowing: beforeDeparture,
    rank: 2,
  },
  opened: {
    kind: 'move',
    by: 'receiver',
    from: ['offered'],
    to: 'under_review',
    knowing: beforeDeparture,
    rank: 2,
  },
  accepted: {
    kind: 'move',
    by: 'receiver',
    from: ['offered', 'under_review'],
    to: 'accepted',
    knowing: beforeDeparture,
    rank: 2,
  },
  declined: {
    kind: 'move',
    by: 'receiver',
    from: ['offered', 'under_review'],
    to: 'declined',
    knowing: beforeDeparture,
    rank: 1,
  },
  expired: {
    kind: 'move',
    by: 'sender',
    from: ['offered', 'under_review'],
    to: 'expired',
    knowing: beforeDeparture,
    rank: 2,
  },
  recalled: {
    kind: 'move',
    by: 'sender',
    from: ['offered', 'under_review'],
    to: 'recalled',
    knowing: beforeDeparture,
    rank: 0,
  },
  recall_confirmed: {
    kind: 'move',
    by: 'receiver',
    from: ['accepted', 'planned'],
    to: 'recalled',
    knowing: beforeDeparture,
    answers: 'recall_requested',
    rank: 0,
  },
  acceptance_withdrawn: {
    kind: 'move',
    by: 'receiver',
    from: ['accepted', 'planned'],
    to: 'acceptance_withdrawn',
    knowing: beforeDeparture,
    rank: 1,
  },
  plan_signed: {
    kind: 'move',
    by: 'either',
    from: ['accepted', 'planned'],
    to: 'planned',
    knowing: { sender: beforeMeeting, receiver: beforeMeeting },
    rank: 2,
  },
  closed: {
    kind: 'move',
    by: 'either',
    from: ['lost_contact', 'arrived', 'in_care'],
    to: 'closed',
    knowing: { sender: ['lost_contact'], receiver: ['arrived', 'in_care'] },
    rank: 2,
  },
  departed: { kind: 'fact', by: 'sender', after: 'plan_signed' },
  missed: { kind: 'fact', by: 'either', after: 'plan_signed' },
  lost_contact: { kind: 'fact', by: 'either', after: 'missed' },
  arrived: { kind: 'fact', by: 'receiver', after: 'accepted' },
  in_care: { kind: 'fact', by: 'receiver', after: 'arrived' },
  /**
   * Says of a plan that it does not hold any more; what was said about that plan gives way, unless
   * she had left by it and whoever says this did not know.
   */
  travel_changed: { kind: 'fact', by: 'either', after: 'plan_signed' },
  paused: { kind: 'stop', by: 'either' },
  resumed: { kind: 'stop', by: 'either' },
  withdrawn: { kind: 'stop', by: 'either' },
  recall_requested: { kind: 'note', by: 'sender' },
  disclosed: { kind: 'note', by: 'sender' },
  custody_passed: { kind: 'note', by: 'sender' },
  consent_withdrawn: { kind: 'note', by: 'either' },
  restricted: { kind: 'note', by: 'either' },
  withdrawal_undone: { kind: 'note', by: 'either' },
  asked: { kind: 'note', by: 'either' },
  answered: { kind: 'note', by: 'either' },
  asked_again: { kind: 'note', by: 'either' },
}

/** Statuses that end a referral before anybody travelled: nothing may be disclosed after them. */
export const endings: readonly ReferralStatus[] = [
  'declined',
  'expired',
  'recalled',
  'acceptance_withdrawn',
  'withdrawn',
  'closed',
]
