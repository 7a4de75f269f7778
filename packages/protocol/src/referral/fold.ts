import type { Identity, NodeId } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import { type ChainedEvent, type Counted, countEvents } from '../chain/index.ts'
import { isWithin, type PlacedEvent, placeEvents, wholeOf } from './causality.ts'
import { establish, type Standing } from './standing.ts'
import { endings, type Fact, facts, positionOf, type ReferralStatus } from './transitions.ts'

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
 * Where a referral stands (SPEC section 5.3). Order and repetition of the events make no difference,
 * so two nodes that hold the same ones agree. `sender` is the node that
 * offers; only its events and those of the node it offered to are looked at. Events that wait for a
 * missing one do not count; nothing throws.
 */
export function fold(events: readonly ChainedEvent[], sender: NodeId): ReferralState {
  const { events: counted, pending, frozen } = countEvents(ofParties(events, sender))
  const { order, chains } = placeEvents(counted, sender)
  const standing = establish(order, chains, wholeOf(chains))
  const { moves, position } = standing
  const stops = order.filter((placed) => !knowsInCare(placed, standing))
  const isWithdrawn = stops.some(({ event }) => event.type === 'withdrawn')
  const status = isWithdrawn ? 'withdrawn' : statusOf(standing)
  const superseded = [...moves.superseded]
  return {
    status,
    lead: standing.facts.some(({ event }) => event.type === 'in_care') ? 'receiver' : 'sender',
    disclosure: isWithdrawn || frozen || endings.includes(status) ? 'closed' : 'open',
    isPaused: isPaused(stops, counted),
    position,
    plan: moves.plan.signed,
    superseded: superseded.toSorted(),
    pending: pending.map((event) => event.identity),
    frozen,
  }
}

/** A third node that knows the referral's id can add nothing to it. */
function ofParties(events: readonly ChainedEvent[], sender: NodeId) {
  const parties = new Set([sender])
  for (const event of events) {
    if (event.type === 'offered' && event.node === sender && event.n === 1) {
      parties.add(event.data.to.node)
    }
  }
  return events.filter((event) => parties.has(event.node))
}

const knowsInCare = (placed: PlacedEvent, { facts: standing }: Standing) =>
  standing.some((fact) => fact.event.type === 'in_care' && isWithin(fact, placed.past))

/** Facts go beyond moves, and beyond a close whose author did not know of them. */
function statusOf({ moves, position }: Standing): ReferralStatus {
  const isClosed = moves.status === 'closed' && rank(position) <= rank(moves.closedAt)
  return isClosed || !position ? moves.status : positionOf[position]
}

const rank = (fact: Fact | undefined) => (fact ? facts.indexOf(fact) : -1)

/** Paused while there is a pause, made before in_care was known, that no `resumed` names. */
function isPaused(stops: readonly PlacedEvent[], counted: readonly ChainedEvent[]): boolean {
  const resumed = counted.flatMap((event) => (event.type === 'resumed' ? [event.data.pause] : []))
  return stops.some(({ event }) => event.type === 'paused' && !resumed.includes(event.eid))
}
