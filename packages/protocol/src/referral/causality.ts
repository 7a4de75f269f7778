import type { NodeId } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import type { ChainedEvent } from '../chain/index.ts'

/** An event with who made it and everything its author knew of when making it. */
export interface PlacedEvent {
  event: ChainedEvent
  side: Side
  past: ChainedEvent[]
}

/** Places counted events; each comes after its whole past. */
export function orderCausally(counted: readonly ChainedEvent[], sender: NodeId): PlacedEvent[] {
  return counted.map((event) => ({
    event,
    side: event.node === sender ? 'sender' : 'receiver',
    past: counted.filter((other) =>
      other.node === event.node ? other.n < event.n : other.n <= (event.seen?.n ?? 0),
    ),
  }))
}
