import type { Identity } from '@causeway/schemas/wire'
import { type Chains, type Horizon, isWithin, type PlacedEvent } from './causality.ts'
import { type Fact, type ReferralStatus, transitions } from './transitions.ts'

/** What the moves alone amount to. */
export interface MovesState {
  status: ReferralStatus
  /** When closed: the position that whoever closed it knew of. */
  closedAt: Fact | undefined
  plan: {
    /** Newest revision that both have signed. */
    signed: number
    /** A revision that one side has signed and the other not yet. */
    open: { revision: number; hash: string; by: string } | undefined
  }
  superseded: Set<Identity>
}

/** The position that the author of a move knew of when making it. */
export type KnownPosition = (move: PlacedEvent) => Fact | undefined

/**
 * Takes the moves within `horizon` one by one: among those whose whole past is taken, the lowest
 * rank first, then the sender's (within one chain the order is given). A move that no longer fits
 * the table is superseded: it stays in the chain and changes nothing. Facts, stops and notes only
 * open the way for what follows them.
 */
export function foldMoves(chains: Chains, horizon: Horizon, known: KnownPosition): MovesState {
  const state: MovesState = {
    status: 'none',
    closedAt: undefined,
    plan: { signed: 0, open: undefined },
    superseded: new Set(),
  }
  const taken: Horizon = { sender: 0, receiver: 0 }
  const headOf = (side: 'sender' | 'receiver') => {
    const head = taken[side] < horizon[side] ? chains[side][taken[side]] : undefined
    const isReady = head && head.past.sender <= taken.sender && head.past.receiver <= taken.receiver
    return isReady ? head : undefined
  }
  for (;;) {
    const next = firstOf(headOf('sender'), headOf('receiver'))
    if (!next) return state
    taken[next.side] += 1
    if (rankOf(next) >= 0 && !applyMove(state, next, known(next))) {
      state.superseded.add(next.event.identity)
    }
  }
}

/** What is no move goes before every move. */
function rankOf({ event }: PlacedEvent): number {
  const row = transitions[event.type]
  return row.kind === 'move' ? row.rank : -1
}

function firstOf(sender: PlacedEvent | undefined, receiver: PlacedEvent | undefined) {
  if (!sender || !receiver) return sender ?? receiver
  return rankOf(receiver) < rankOf(sender) ? receiver : sender
}

/** `false` when the move does not fit where the referral stands, or what its author knew of. */
function applyMove(state: MovesState, placed: PlacedEvent, known: Fact | undefined): boolean {
  const { event, side } = placed
  const move = transitions[event.type]
  if (move.kind !== 'move' || (move.by !== 'either' && move.by !== side)) return false
  if (event.type === 'closed') return close(state, known, move.knowing[side])
  if (!move.from.includes(state.status)) return false
  if (known && !move.knowing[side].includes(known)) return false
  if (event.type === 'plan_signed') return signPlan(state, placed, event.data)
  state.status = move.to
  return true
}

function close(state: MovesState, known: Fact | undefined, allowed: readonly Fact[]): boolean {
  if (state.status === 'closed' || !known || !allowed.includes(known)) return false
  state.status = 'closed'
  state.closedAt = known
  return true
}

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

/** Whether a move of this type stands, taking nothing but what lies within `horizon`. */
export const isInForce = (
  chains: Chains,
  horizon: Horizon,
  { superseded }: MovesState,
  type: PlacedEvent['event']['type'],
): boolean =>
  [...chains.sender, ...chains.receiver].some(
    (placed) =>
      placed.event.type === type &&
      isWithin(placed, horizon) &&
      !superseded.has(placed.event.identity),
  )
