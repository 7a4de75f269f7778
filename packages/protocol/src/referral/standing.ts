import type { Identity } from '@causeway/schemas/wire'
import type { Known, MovesState, SignedPlan } from './apply-move.ts'
import { type Chains, type Horizon, isWithin, type PlacedEvent } from './causality.ts'
import { voidPlans, whereabouts } from './changed-journey.ts'
import { type Fact, planOf } from './fact.ts'
import { folderOfMoves } from './fold-moves.ts'
import { type Position, positions, transitions } from './transitions.ts'

/** What stands whatever else arrives, and what every event's author knew of when making it. */
export interface Standing {
  facts: Fact[]
  /** Those that end the referral: whoever made them knew of no `in_care`. */
  withdrawals: PlacedEvent[]
  moves: MovesState
  /** The newest plan that both have signed, also one that was acted on and then lost a race. */
  plan: SignedPlan
  position: Position | undefined
  knownBy: (placed: PlacedEvent) => Known
}

const nothingKnown: Known = { position: undefined, plan: 0, withdrawal: false }

/**
 * Judges every event by its own past alone, in causal order. What an author knew never changes when
 * more events arrive, so a fact or a withdrawal that stands once stands for ever.
 */
export function establish(order: readonly PlacedEvent[], chains: Chains, whole: Horizon): Standing {
  const facts: Fact[] = []
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
      const plan = newestOf(moves.plan, within)
      const position = positionOf(within, plan)
      known.set(event.identity, { position, plan: actedOn(within), withdrawal })
      const fact = { ...placed, plan }
      if (isFact && isEstablished(fact, within, moves, chains)) facts.push(fact)
    } else if (withdrawal) {
      known.set(event.identity, { ...nothingKnown, withdrawal })
    }
    if (event.type === 'withdrawn' && !within.some(isInCare)) withdrawals.push(placed)
  }
  const moves = foldMoves(whole)
  const plan = newestOf(moves.plan, facts)
  return { facts, withdrawals, moves, plan, position: positionOf(facts, plan), knownBy }
}

export const isInCare = ({ event }: PlacedEvent): boolean => event.type === 'in_care'

/** Moves can lose their place to others that arrive later; a plan that was acted on stays. */
const newestOf = (plan: SignedPlan, facts: readonly Fact[]): SignedPlan =>
  facts.reduce((newest, fact) => (fact.plan.revision > newest.revision ? fact.plan : newest), plan)

const actedOn = (facts: readonly Fact[]): number =>
  facts.reduce((newest, { plan }) => Math.max(newest, plan.revision), 0)

/**
 * A fact stands when the right side states it and what must have come before was in force as far as
 * its author knew; one about a plan must name a revision that both had signed. Nobody leaves by a
 * plan that they know to be void.
 */
function isEstablished(
  fact: Fact,
  within: readonly Fact[],
  moves: MovesState,
  chains: Chains,
): boolean {
  const { event, side, past } = fact
  const row = transitions[event.type]
  if (row.kind !== 'fact' || (row.by !== 'either' && row.by !== side)) return false
  const plan = planOf(fact)
  if (plan !== undefined && plan > fact.plan.revision) return false
  if (event.type === 'departed' && voidPlans(within).has(plan)) return false
  if (row.after === 'plan_signed') return true
  if (transitions[row.after].kind === 'fact') {
    return within.some(
      (before) =>
        before.event.type === row.after && (plan === undefined || planOf(before) === plan),
    )
  }
  return [...chains.sender, ...chains.receiver].some(
    (before) =>
      before.event.type === row.after &&
      isWithin(before, past) &&
      !moves.superseded.has(before.event.identity),
  )
}

/**
 * The first three facts are about one revision of the plan and give way when it is voided or a newer
 * one is signed; having met her and being in care stand for ever.
 */
function positionOf(facts: readonly Fact[], { revision }: SignedPlan): Position | undefined {
  const holding = whereabouts(facts).filter((fact) => (planOf(fact) ?? revision) >= revision)
  return positions.findLast((position) => holding.some(({ event }) => event.type === position))
}
