import { isWithin, type PlacedEvent } from './causality.ts'
import type { Standing } from './standing.ts'
import type { ReferralStatus } from './transitions.ts'

const recallable: readonly ReferralStatus[] = ['accepted', 'planned']

/**
 * Whether the receiver is asked to confirm a recall: she has not left as far as anybody knows, and
 * nothing was said of her journey that whoever asked did not know of.
 */
export const isRecallRequested = (
  order: readonly PlacedEvent[],
  { facts, knownBy }: Standing,
  status: ReferralStatus,
): boolean =>
  recallable.includes(status) &&
  order.some((placed) => {
    const { event, side, past } = placed
    if (event.type !== 'recall_requested' || side !== 'sender') return false
    const { position, withdrawal } = knownBy(placed)
    return !position && !withdrawal && facts.every((fact) => isWithin(fact, past))
  })
