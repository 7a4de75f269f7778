import type { Identity, NodeId } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import { type ChainedEvent, type Counted, countEvents } from '../chain/index.ts'
import { orderCausally, type PlacedEvent } from './causality.ts'
import { foldMoves, type MovesState } from './fold-moves.ts'
import {
  endings,
  type Fact,
  facts,
  positionOf,
  type ReferralStatus,
  transitions,
} from './transitions.ts'

/** Where a referral stands, the same at both nodes for the same set of events. */
export interface ReferralState {
  status: ReferralStatus
  /** The one organisation's node that is responsible at this moment. */
  lead: Side
  /** `closed`: nothing of the person may be sent or used any more under this referral. */
  disclosure: 'open' | 'closed'
  isPaused: boolean
  /** The highest fact that stands, whatever else happened. */
  position: Fact | undefined
  /** Revision of the plan that both have signed, 0 when there is none. */
  plan: number
  /** Events that were made in good faith and lost to one made at the same time. */
  superseded: Identity[]
  pending: Identity[]
  frozen: Counted['frozen']
}

/**
 * State = stops + facts + moves: a pure function of the *set* of events, so that both nodes end in
 * the same state whatever order messages arrive in, and however often. `sender` is the node that
 * offers. Events that wait for a missing one do not count; nothing throws.
 */
export function fold(events: readonly ChainedEvent[], sender: NodeId): ReferralState {
  const { events: counted, pending, frozen } = countEvents(events)
  const order = orderCausally(counted, sender)
  const moves = foldMoves(order)
  const established = order.filter(isEstablished)
  const position = highest(
    established.filter(
      ({ event }) => !('plan' in event.data) || event.data.plan >= moves.plan.signed,
    ),
  )
  const isWithdrawn = order.some(
    ({ event, past }) => event.type === 'withdrawn' && !past.some((it) => it.type === 'in_care'),
  )
  const status = statusOf(moves, position, isWithdrawn)
  return {
    status,
    lead: established.some(({ event }) => event.type === 'in_care') ? 'receiver' : 'sender',
    disclosure: isWithdrawn || endings.includes(status) ? 'closed' : 'open',
    isPaused: isPaused(counted),
    position,
    plan: moves.plan.signed,
    superseded: moves.superseded.toSorted(),
    pending: pending.map((event) => event.identity),
    frozen,
  }
}

function statusOf(moves: MovesState, position: Fact | undefined, isWithdrawn: boolean) {
  if (isWithdrawn) return 'withdrawn'
  if (moves.status === 'closed' || !position) return moves.status
  return positionOf[position]
}

/** A fact stands when the right side states it and knew of what must have come before. */
function isEstablished({ event, side, past }: PlacedEvent): boolean {
  const row = transitions[event.type]
  if (row.kind !== 'fact' || (row.by !== 'either' && row.by !== side)) return false
  return past.some(({ type }) => type === row.after)
}

/**
 * The first three facts are about one revision of the plan and give way when a newer one is signed
 * (the caller leaves those out); having met her and being in care stand for ever.
 */
const highest = (standing: readonly PlacedEvent[]): Fact | undefined =>
  facts.findLast((fact) => standing.some(({ event }) => event.type === fact))

function isPaused(counted: readonly ChainedEvent[]): boolean {
  const resumed = counted.flatMap((event) => (event.type === 'resumed' ? [event.data.pause] : []))
  return counted.some((event) => event.type === 'paused' && !resumed.includes(event.eid))
}
