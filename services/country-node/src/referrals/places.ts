import { type ChainedEvent, nextLink } from '@causeway/protocol/chain'
import { type EventType, MAX_EVENTS } from '@causeway/schemas/record'
import type { NodeId } from '@causeway/schemas/wire'

/** Places at the end of our chain that are kept for what moves her or keeps her safe. */
const KEPT_FREE = 100

/** What the other side, or another referral of hers, can make us say as often as it likes. */
const talk: readonly EventType[] = [
  'asked',
  'answered',
  'asked_again',
  'disclosed',
  'restricted',
  'withdrawal_undone',
]

/**
 * Whether our chain has a place for one more event of this kind: a peer that makes us answer without
 * end must not take from her the places that a withdrawal, or an arrival, needs.
 */
export function hasPlace(
  counted: readonly ChainedEvent[],
  nodeId: NodeId,
  type: EventType,
): boolean {
  const { n } = nextLink(counted, nodeId)
  return n <= (talk.includes(type) ? MAX_EVENTS - KEPT_FREE : MAX_EVENTS)
}
