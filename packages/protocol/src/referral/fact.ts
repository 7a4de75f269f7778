import type { SignedPlan } from './apply-move.ts'
import type { PlacedEvent } from './causality.ts'

/** A fact that stands, with the newest plan that both had signed as far as its author knew. */
export interface Fact extends PlacedEvent {
  plan: SignedPlan
}

/** The revision of the plan that an event is about, if it is about one. */
export const planOf = ({ event }: PlacedEvent): number | undefined =>
  'plan' in event.data ? event.data.plan : undefined
