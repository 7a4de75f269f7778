import type { Identity } from '@causeway/schemas/wire'
import type { ChainedEvent } from './chain.ts'

/** The two chains of a referral by side; the sender is the node that offered. */
export type Side = 'sender' | 'receiver'

export interface Counted {
  /** Events that count, in an order in which each comes after all it builds on. */
  events: ChainedEvent[]
  /** Events that wait for one that has not arrived. */
  pending: ChainedEvent[]
  /** Why people at both nodes must look at this referral, if they must. */
  frozen: 'fork' | 'broken_chain' | undefined
}

/**
 * Which events of a set count: those whose `prev` and `seen` are present and count too. A pure
 * function of the set: order and repetition of `events` change nothing. From the point where one
 * chain is forked (two events with one number), or an event does not fit what it says it follows,
 * nothing of that chain counts.
 */
export function countEvents(events: readonly ChainedEvent[]): Counted {
  const distinct = [...new Map(events.map((event) => [event.identity, event])).values()]
  const chains = [...new Set(distinct.map((event) => event.node))].toSorted().map((node) => ({
    rest: Map.groupBy(
      distinct.filter((event) => event.node === node),
      (event) => event.n,
    ),
    taken: [] as ChainedEvent[],
    frozen: undefined as Counted['frozen'],
  }))
  const counted: ChainedEvent[] = []

  let moved = true
  while (moved) {
    moved = false
    for (const chain of chains) {
      const other = chains.find((candidate) => candidate !== chain)?.taken ?? []
      const next = chain.frozen ? undefined : chain.rest.get(chain.taken.length + 1)
      if (!next) continue
      const event = next[0] as ChainedEvent
      const verdict = next.length > 1 ? 'fork' : judge(event, chain.taken, other)
      if (verdict === 'waits') continue
      moved = true
      if (verdict === 'fits') {
        chain.taken.push(event)
        counted.push(event)
      } else {
        chain.frozen = verdict
      }
    }
  }

  const taken = new Set<Identity>(counted.map((event) => event.identity))
  return {
    events: counted,
    pending: distinct
      .filter((event) => !taken.has(event.identity))
      .toSorted((a, b) => (a.identity < b.identity ? -1 : 1)),
    frozen: chains.find((chain) => chain.frozen)?.frozen,
  }
}

function judge(
  event: ChainedEvent,
  own: readonly ChainedEvent[],
  other: readonly ChainedEvent[],
): 'fits' | 'waits' | 'broken_chain' {
  const before = own.at(-1)
  if (event.prev !== (before?.identity ?? null)) return 'broken_chain'
  const seenBefore = before?.seen?.n ?? 0
  if ((event.seen?.n ?? 0) < seenBefore) return 'broken_chain'
  if (!event.seen) return 'fits'
  const seen = other[event.seen.n - 1]
  if (!seen) return 'waits'
  return seen.identity === event.seen.hash ? 'fits' : 'broken_chain'
}
