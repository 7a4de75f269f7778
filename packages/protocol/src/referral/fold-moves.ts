import type { Identity } from '@causeway/schemas/wire'
import type { PlacedEvent } from './causality.ts'
import { type ReferralStatus, transitions } from './transitions.ts'

/** What the moves alone amount to. */
export interface MovesState {
  status: ReferralStatus
  plan: {
    /** Newest revision that both have signed. */
    signed: number
    /** A revision that one side has signed and the other not yet. */
    open: { revision: number; hash: string; by: string } | undefined
  }
  superseded: Identity[]
}

/**
 * Takes moves one by one: among those whose whole past is taken, the lowest rank first, then the
 * sender's, then the lower number. A move that no longer fits the table is superseded: it stays in
 * the chain and changes nothing. Facts, stops and notes only open the way for what follows them.
 */
export function foldMoves(order: readonly PlacedEvent[]): MovesState {
  const state: MovesState = {
    status: 'none',
    plan: { signed: 0, open: undefined },
    superseded: [],
  }
  const taken = new Set<Identity>()
  let rest = [...order]
  while (rest.length > 0) {
    const ready = rest.filter(({ past }) => past.every((event) => taken.has(event.identity)))
    const next = ready.find(isNoMove) ?? ready.toSorted(compareMoves)[0]
    if (!next) throw new TypeError('events were not counted before folding')
    taken.add(next.event.identity)
    rest = rest.filter((placed) => placed !== next)
    if (!isNoMove(next) && !applyMove(state, next)) {
      state.superseded.push(next.event.identity)
    }
  }
  return state
}

const moveOf = ({ event }: PlacedEvent) => {
  const row = transitions[event.type]
  return row.kind === 'move' ? row : undefined
}

const isNoMove = (placed: PlacedEvent) => moveOf(placed) === undefined

const compareMoves = (a: PlacedEvent, b: PlacedEvent) =>
  (moveOf(a)?.rank ?? 0) - (moveOf(b)?.rank ?? 0) ||
  Number(a.side === 'receiver') - Number(b.side === 'receiver') ||
  a.event.n - b.event.n

/** `false` when the move does not fit where the referral stands. */
function applyMove(state: MovesState, placed: PlacedEvent): boolean {
  const move = moveOf(placed)
  if (!move || (move.by !== 'either' && move.by !== placed.side)) return false
  if (placed.side === 'sender' && knows(placed, 'in_care')) return false
  const { event } = placed
  const fits =
    event.type === 'closed'
      ? state.status !== 'closed' && move.from.some((fact) => knows(placed, fact))
      : move.from.includes(state.status)
  if (!fits) return false
  if (event.type === 'plan_signed') return signPlan(state, placed, event.data)
  state.status = move.to
  return true
}

const knows = ({ past }: PlacedEvent, type: string) => past.some((event) => event.type === type)

/** A revision is planned when both sides have signed the same text of it. */
function signPlan(
  state: MovesState,
  { side }: PlacedEvent,
  { plan: revision, hash }: { plan: number; hash: string },
): boolean {
  if (revision !== state.plan.signed + 1) return false
  const { open } = state.plan
  if (!open || open.by === side) {
    state.plan.open = { revision, hash, by: side }
    return true
  }
  if (open.hash !== hash) return false
  state.plan = { signed: revision, open: undefined }
  state.status = 'planned'
  return true
}
