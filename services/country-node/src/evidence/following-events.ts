import type { ChainedEvent } from '@causeway/protocol/chain'
import type { Identity, NodeId } from '@causeway/schemas/wire'

/**
 * The events of a referral without those of the other node that do not follow: that name an event of
 * ours which was never made, or do not continue their own chain. They count nowhere; in a file of
 * evidence they would look as if we had left out what they name, and all of it would not hold. All
 * events of our own stay, two with one number stay, and so do those behind one that has not arrived
 * (SPEC section 14.3). `events` are in the order of their chains.
 */
export function followingEvents(events: readonly ChainedEvent[], own: NodeId): ChainedEvent[] {
  const ours = events.filter(({ node }) => node === own)
  const known = new Map(ours.map((event) => [event.identity, event]))
  const counted = Math.max(0, ...ours.map(({ seen }) => seen?.n ?? 0))
  const left = new Set<Identity>()
  const isHere = new Set(events.map(({ identity }) => identity))

  for (const event of events.filter(({ node }) => node !== own)) {
    const before = event.prev === null ? undefined : known.get(event.prev)
    const isGap = event.prev !== null && !isHere.has(event.prev) && event.n - 1 > counted
    const follows = before ? continues(event, before) : isGap || isFirst(event)
    if (follows && sawOurs(event, known, own)) known.set(event.identity, event)
    else left.add(event.identity)
  }
  return events.filter(({ identity }) => !left.has(identity))
}

const isFirst = ({ n, prev }: ChainedEvent) => n === 1 && prev === null

const continues = (event: ChainedEvent, before: ChainedEvent) =>
  before.node === event.node &&
  before.n === event.n - 1 &&
  (event.seen?.n ?? 0) >= (before.seen?.n ?? 0)

function sawOurs(
  { seen }: ChainedEvent,
  known: ReadonlyMap<Identity, ChainedEvent>,
  own: NodeId,
): boolean {
  if (!seen) return true
  const event = known.get(seen.hash)
  return event?.node === own && event.n === seen.n
}
