import type { EvidenceBundle } from '@causeway/schemas/evidence'
import { Refusal } from '@causeway/schemas/problems'
import { ReferralEvent } from '@causeway/schemas/record'
import type { Identity, NodeId, Seconds } from '@causeway/schemas/wire'
import { type ChainedEvent, verifyEvent } from '../chain/index.ts'
import { type KeyDirectory, readJws } from '../suite/index.ts'
import { BrokenLink, linking, requireAscending, sortable } from './broken-link.ts'

/** An event that others say they follow and that the exporting node did not bring. */
export interface MissingEvent {
  node: NodeId
  n: number
}

export interface CheckedEvents {
  /** In the order of the bundle. */
  events: ChainedEvent[]
  /** Of the other node's chain, before events of it that are here. */
  missing: MissingEvent[]
}

/**
 * Every event is signed by one of the two parties, belongs to this referral, and follows what it says
 * it follows. What is missing may only be of the other node, and nothing that the exporting node says
 * it had seen: that would have been left out. Throws `BrokenLink`.
 */
export function checkEvents(
  bundle: EvidenceBundle,
  directory: KeyDirectory,
  now: Seconds,
): CheckedEvents {
  const { sender, receiver } = bundle
  const events = bundle.events.map((jws, at) =>
    linking('events', at, () => verifyOf(jws, [sender, receiver], directory, now)),
  )
  const sides = [sender, receiver]
  requireAscending(
    'events',
    events.map(({ node, n, identity }) => `${sides.indexOf(node)} ${sortable(n)} ${identity}`),
  )
  const known = new Map(events.map((event) => [event.identity, event]))
  const missing = new Map<string, MissingEvent>()
  // Nobody counts an event before it has counted all that go before it in its chain.
  const own = events.filter(({ node }) => node === bundle.by)
  const counted = Math.max(0, ...own.map(({ seen }) => seen?.n ?? 0))
  events.forEach((event, at) => {
    if (event.referral !== bundle.referral) throw new BrokenLink('events', 'referral', at)
    const gap = followPrev(event, known, at)
    if (gap && (gap.node === bundle.by || gap.n <= counted)) {
      throw new BrokenLink('events', 'prev', at)
    }
    if (gap) missing.set(`${gap.node} ${gap.n}`, gap)
    followSeen(event, known, at)
  })
  requireBegin(events, bundle)
  return { events, missing: [...missing.values()] }
}

/** The author an event names is the one whose key must have signed it. */
function verifyOf(
  jws: string,
  parties: readonly NodeId[],
  directory: KeyDirectory,
  now: Seconds,
): ChainedEvent {
  const claimed = ReferralEvent.safeParse(readJws('cw-event+jws', jws).payload)
  if (!claimed.success) throw new Refusal('schema')
  const { node } = claimed.data
  if (!parties.includes(node)) throw new Refusal('event_signature')
  return verifyEvent(jws, node, directory, now)
}

/** What should stand before an event and is not here. */
function followPrev(
  { node, n, prev, seen }: ChainedEvent,
  known: ReadonlyMap<Identity, ChainedEvent>,
  at: number,
): MissingEvent | undefined {
  if (n === 1 && prev === null) return undefined
  const before = prev === null ? undefined : known.get(prev)
  if (prev !== null && n > 1 && !before) return { node, n: n - 1 }
  const follows = before?.node === node && before.n === n - 1
  const seesLess = (seen?.n ?? 0) < (before?.seen?.n ?? 0)
  if (!follows || seesLess) throw new BrokenLink('events', 'prev', at)
  return undefined
}

/** Whoever wrote it, what it has seen was there, and would have to be here. */
function followSeen(
  { node, seen }: ChainedEvent,
  known: ReadonlyMap<Identity, ChainedEvent>,
  at: number,
): void {
  if (!seen) return
  const event = known.get(seen.hash)
  if (!event || event.node === node || event.n !== seen.n) {
    throw new BrokenLink('events', 'seen', at)
  }
}

/** The first event of the sender is its offer to the receiver. */
function requireBegin(events: readonly ChainedEvent[], { sender, receiver }: EvidenceBundle): void {
  const [first] = events
  const isOffer = first?.node === sender && first.n === 1 && first.type === 'offered'
  if (!isOffer || first.data.to.node !== receiver) throw new BrokenLink('events', 'begin', 0)
}
