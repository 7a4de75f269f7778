import type { Watch } from '@causeway/schemas/record'
import type { Identity, NodeId } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import { type ChainedEvent, type Counted, countEvents } from '../chain/index.ts'
import { isWithin, type PlacedEvent, placeEvents, wholeOf } from './causality.ts'
import { overtakenChanges } from './changed-journey.ts'
import { type Meeting, meetingOf, watchOf } from './meeting.ts'
import { type AskedQuestion, questionsOf } from './questions.ts'
import { isRecallRequested } from './recall.ts'
import { type Restriction, restrictionsOf } from './restrictions.ts'
import { establish, isInCare, type Standing } from './standing.ts'
import { endings, type Position, type ReferralStatus, rankOf, statusAt } from './transitions.ts'

/** Where a referral stands, the same at both nodes for the same set of events. */
export interface ReferralState {
  status: ReferralStatus
  /** The one organisation's node that is responsible at this moment. */
  lead: Side
  /** `closed`: nothing of the person may be sent or used any more under this referral. */
  disclosure: 'open' | 'closed'
  isPaused: boolean
  /** The highest fact that stands, whatever else happened. */
  position: Position | undefined
  /** Revision of the plan that both have signed, 0 when there is none. */
  plan: number
  /** The two events that signed it, in order; what came with them is what holds. */
  signatures: readonly Identity[]
  /** While she is awaited by a plan that holds; not there when the plan has to be made anew. */
  watch: Watch | undefined
  meeting: Meeting
  /** The sender asks for the referral back, and nothing has overtaken that. */
  recallRequested: boolean
  restrictions: Restriction[]
  questions: AskedQuestion[]
  /** Events that were made in good faith and lost to one made at the same time. */
  superseded: Identity[]
  pending: Identity[]
  frozen: Counted['frozen']
}

/**
 * Where a referral stands (SPEC section 5.4). Order and repetition of the events make no difference,
 * so two nodes that hold the same ones agree. `sender` is the node that offers; only its events and
 * those of the node it offered to are looked at. Events that wait for a missing one do not count;
 * nothing throws.
 */
export function fold(events: readonly ChainedEvent[], sender: NodeId): ReferralState {
  const { events: counted, pending, frozen } = countEvents(ofParties(events, sender))
  const { order, chains } = placeEvents(counted, sender)
  const standing = establish(order, chains, wholeOf(chains))
  const { facts, plan, position, withdrawals } = standing
  const isWithdrawn = withdrawals.length > 0
  const status = isWithdrawn ? 'withdrawn' : statusOf(standing)
  const meeting = meetingOf(standing, status)
  return {
    status,
    lead: facts.some(isInCare) ? 'receiver' : 'sender',
    disclosure: frozen || endings.includes(status) ? 'closed' : 'open',
    isPaused: isPaused(order, facts),
    position,
    plan: plan.revision,
    signatures: plan.signatures,
    watch: watchOf(standing, meeting),
    meeting,
    recallRequested: isRecallRequested(order, standing, status),
    restrictions: restrictionsOf(order),
    questions: questionsOf(order),
    superseded: supersededIn(standing),
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

/** What the authors have to be told of: moves that lost, and changes of a journey that had begun. */
function supersededIn({ facts, moves, plan }: Standing): Identity[] {
  const lost = [...moves.superseded].filter((move) => !plan.signatures.includes(move))
  return [...lost, ...overtakenChanges(facts).map(({ event }) => event.identity)].toSorted()
}

/** Facts go beyond moves, and beyond a close whose author did not know of them. */
function statusOf({ moves, position }: Standing): ReferralStatus {
  const isClosed = moves.status === 'closed' && rankOf(position) <= rankOf(moves.closedAt)
  return isClosed || !position ? moves.status : statusAt[position]
}

/** Paused while there is a pause, made before in_care was known, that no `resumed` names. */
function isPaused(order: readonly PlacedEvent[], facts: readonly PlacedEvent[]): boolean {
  const inCare = facts.filter(isInCare)
  const resumed = new Set(
    order.flatMap(({ event }) => (event.type === 'resumed' ? [event.data.pause] : [])),
  )
  return order.some(
    ({ event, past }) =>
      event.type === 'paused' &&
      !resumed.has(event.eid) &&
      !inCare.some((fact) => isWithin(fact, past)),
  )
}
