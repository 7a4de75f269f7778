import type { Identity } from '@causeway/schemas/wire'
import { type Chains, type Horizon, isWithin, type PlacedEvent } from './causality.ts'
import { foldMoves, isInForce, type MovesState } from './fold-moves.ts'
import { type Fact, facts, transitions } from './transitions.ts'

/** The facts that stand, and what every event's author knew of when making it. */
export interface Standing {
  facts: PlacedEvent[]
  moves: MovesState
  position: Fact | undefined
  /** The position that the author of an event knew of. */
  knownBy: (placed: PlacedEvent) => Fact | undefined
}

/**
 * Judges every event by its own past alone, in causal order. What an author knew never changes when
 * more events arrive, so a fact that stands once stands for ever.
 */
export function establish(order: readonly PlacedEvent[], chains: Chains, whole: Horizon): Standing {
  const standing: PlacedEvent[] = []
  const known = new Map<Identity, Fact | undefined>()
  const knownBy = ({ event }: PlacedEvent) => known.get(event.identity)
  for (const placed of order) {
    const within = standing.filter((fact) => isWithin(fact, placed.past))
    const isFact = transitions[placed.event.type].kind === 'fact'
    if (!isFact && within.length === 0) continue
    const moves = foldMoves(chains, placed.past, knownBy)
    known.set(placed.event.identity, highest(within, moves.plan.signed))
    if (isFact && isEstablished(placed, within, moves, chains)) standing.push(placed)
  }
  const moves = foldMoves(chains, whole, knownBy)
  return { facts: standing, moves, position: highest(standing, moves.plan.signed), knownBy }
}

/**
 * A fact stands when the right side states it and what must have come before was in force as far as
 * its author knew; the first three must name a revision of the plan that both had signed.
 */
function isEstablished(
  { event, side, past }: PlacedEvent,
  within: readonly PlacedEvent[],
  moves: MovesState,
  chains: Chains,
): boolean {
  const row = transitions[event.type]
  if (row.kind !== 'fact' || (row.by !== 'either' && row.by !== side)) return false
  const plan = planOf(event)
  if (plan !== undefined && plan > moves.plan.signed) return false
  if (transitions[row.after].kind === 'move') return isInForce(chains, past, moves, row.after)
  return within.some(
    ({ event: before }) =>
      before.type === row.after && (plan === undefined || planOf(before) === plan),
  )
}

const planOf = (event: PlacedEvent['event']) => ('plan' in event.data ? event.data.plan : undefined)

/**
 * The first three facts are about one revision of the plan and give way when a newer one is signed;
 * having met her and being in care stand for ever.
 */
const highest = (standing: readonly PlacedEvent[], signed: number): Fact | undefined =>
  facts.findLast((fact) =>
    standing.some(({ event }) => event.type === fact && (planOf(event) ?? signed) >= signed),
  )
