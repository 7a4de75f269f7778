import type { Identity } from '@causeway/schemas/wire'
import type { Known, MovesState } from './apply-move.ts'
import { type Chains, type Horizon, isWithin, type PlacedEvent } from './causality.ts'
import { folderOfMoves } from './fold-moves.ts'
import { type Position, positions, transitions } from './transitions.ts'

/** What stands whatever else arrives, and what every event's author knew of when making it. */
export interface Standing {
  facts: PlacedEvent[]
  /** Those that end the referral: whoever made them knew of no `in_care`. */
  withdrawals: PlacedEvent[]
  moves: MovesState
  position: Position | undefined
  knownBy: (placed: PlacedEvent) => Known
}

const nothingKnown: Known = { position: undefined, withdrawal: false }

/**
 * Judges every event by its own past alone, in causal order. What an author knew never changes when
 * more events arrive, so a fact or a withdrawal that stands once stands for ever.
 */
export function establish(order: readonly PlacedEvent[], chains: Chains, whole: Horizon): Standing {
  const facts: PlacedEvent[] = []
  const withdrawals: PlacedEvent[] = []
  const known = new Map<Identity, Known>()
  const knownBy = ({ event }: PlacedEvent) => known.get(event.identity) ?? nothingKnown
  const foldMoves = folderOfMoves(chains, knownBy)
  for (const placed of order) {
    const { event, past } = placed
    const isFact = transitions[event.type].kind === 'fact'
    const within = facts.filter((fact) => isWithin(fact, past))
    const withdrawal = withdrawals.some((other) => isWithin(other, past))
    if (isFact || within.length > 0) {
      const moves = foldMoves(past)
      known.set(event.identity, { position: positionOf(within, moves.plan.signed), withdrawal })
      if (isFact && isEstablished(placed, within, moves, chains)) facts.push(placed)
    } else if (withdrawal) {
      known.set(event.identity, { position: undefined, withdrawal })
    }
    if (event.type === 'withdrawn' && !within.some(isInCare)) withdrawals.push(placed)
  }
  const moves = foldMoves(whole)
  const position = positionOf(facts, moves.plan.signed)
  return { facts, withdrawals, moves, position, knownBy }
}

export const isInCare = ({ event }: PlacedEvent): boolean => event.type === 'in_care'

/**
 * A fact stands when the right side states it and what must have come before was in force as far as
 * its author knew; one about a plan must name a revision that both had signed.
 */
function isEstablished(
  placed: PlacedEvent,
  within: readonly PlacedEvent[],
  moves: MovesState,
  chains: Chains,
): boolean {
  const { event, side, past } = placed
  const row = transitions[event.type]
  if (row.kind !== 'fact' || (row.by !== 'either' && row.by !== side)) return false
  const plan = planOf(placed)
  if (plan !== undefined && plan > moves.plan.signed) return false
  if (transitions[row.after].kind === 'move') {
    return [...chains.sender, ...chains.receiver].some(
      (before) =>
        before.event.type === row.after &&
        isWithin(before, past) &&
        !moves.superseded.has(before.event.identity),
    )
  }
  return within.some(
    (before) => before.event.type === row.after && (plan === undefined || planOf(before) === plan),
  )
}

const planOf = ({ event }: PlacedEvent) => ('plan' in event.data ? event.data.plan : undefined)

/** The newest revision of the plan that somebody has said does not hold any more, or 0. */
export const voidedBy = (facts: readonly PlacedEvent[]): number =>
  facts.reduce(
    (newest, { event }) =>
      event.type === 'travel_changed' ? Math.max(newest, event.data.plan) : newest,
    0,
  )

/** The facts that say where she is, without those about a revision that was voided. */
export function whereabouts(facts: readonly PlacedEvent[]): PlacedEvent[] {
  const voided = voidedBy(facts)
  return facts.filter(
    (fact) => fact.event.type !== 'travel_changed' && (planOf(fact) ?? voided + 1) > voided,
  )
}

/**
 * The first three facts are about one revision of the plan and give way when it is voided or a newer
 * one is signed; having met her and being in care stand for ever.
 */
function positionOf(facts: readonly PlacedEvent[], signed: number): Position | undefined {
  const holding = whereabouts(facts).filter((fact) => (planOf(fact) ?? signed) >= signed)
  return positions.findLast((position) => holding.some(({ event }) => event.type === position))
}
