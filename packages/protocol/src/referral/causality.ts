import type { NodeId } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import type { ChainedEvent } from '../chain/index.ts'

/** The counted events of both sides, each in the order of its own chain. */
export type Chains = Record<Side, readonly PlacedEvent[]>

/** How far into each chain somebody could see: so many events from its beginning. */
export type Horizon = Record<Side, number>

/** An event with who made it and everything its author knew of when making it. */
export interface PlacedEvent {
  event: ChainedEvent
  side: Side
  past: Horizon
}

/** The two parties of a referral, each named by the other. */
export const otherSide = { sender: 'receiver', receiver: 'sender' } as const

/** Places counted events. `order` is theirs: each comes after its whole past. */
export function placeEvents(counted: readonly ChainedEvent[], sender: NodeId) {
  const order = counted.map((event) => placeEvent(event, sender))
  const chains: Chains = {
    sender: order.filter(({ side }) => side === 'sender'),
    receiver: order.filter(({ side }) => side === 'receiver'),
  }
  return { order, chains }
}

function placeEvent(event: ChainedEvent, sender: NodeId): PlacedEvent {
  const side = event.node === sender ? 'sender' : 'receiver'
  const past = { sender: 0, receiver: 0 }
  past[side] = event.n - 1
  past[otherSide[side]] = event.seen?.n ?? 0
  return { event, side, past }
}

/** Everything in both chains. */
export const wholeOf = (chains: Chains): Horizon => ({
  sender: chains.sender.length,
  receiver: chains.receiver.length,
})

/** Whether an event lies within what could be seen. */
export const isWithin = ({ event, side }: PlacedEvent, horizon: Horizon): boolean =>
  event.n <= horizon[side]
