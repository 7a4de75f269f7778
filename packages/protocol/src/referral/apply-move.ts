import { isDeepStrictEqual } from 'node:util'
import type { Watch } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import { type Chains, otherSide, type PlacedEvent } from './causality.ts'
import { type Position, type ReferralStatus, rankOf, transitions } from './transitions.ts'

/** What the moves alone amount to. */
export interface MovesState {
  status: ReferralStatus
  /** When closed: the position that whoever closed it knew of. */
  closedAt: Position | undefined
  plan: {
    /** Newest revision that both have signed, and what it arms. */
    signed: number
    watch: Watch | undefined
    /** A revision that one side has signed and the other not yet. */
    open: { revision: number; hash: string; watch: Watch; by: Side } | undefined
  }
  superseded: Set<Identity>
}

/** What the author of an event knew of when making it. */
export interface Known {
  position: Position | undefined
  /** That the referral had been withdrawn from. */
  withdrawal: boolean
}

export const nothingMoved = (): MovesState => ({
  status: 'none',
  closedAt: undefined,
  plan: { signed: 0, watch: undefined, open: undefined },
  superseded: new Set(),
})

/** `false` when the move does not fit where the referral stands, or what its author knew of. */
export function applyMove(
  state: MovesState,
  { event, side, past }: PlacedEvent,
  { position, withdrawal }: Known,
  chains: Chains,
): boolean {
  const row = transitions[event.type]
  if (row.kind !== 'move' || (row.by !== 'either' && row.by !== side)) return false
  if (position ? !row.knowing[side].includes(position) : withdrawal) return false
  if (event.type === 'closed') return close(state, position)
  if (!row.from.includes(state.status)) return false
  const heard = chains[otherSide[side]].slice(0, past[otherSide[side]])
  if (row.answers && heard.every((other) => other.event.type !== row.answers)) return false
  if (event.type === 'plan_signed') return signPlan(state, side, event.data)
  state.status = row.to
  return true
}

/** What was closed can be closed once more by somebody who knew of a higher position. */
function close(state: MovesState, known: Position | undefined): boolean {
  if (!known || rankOf(known) <= rankOf(state.closedAt)) return false
  state.status = 'closed'
  state.closedAt = known
  return true
}

/** A revision is planned when both sides have signed the same text and watch of it. */
function signPlan(
  state: MovesState,
  by: Side,
  { plan: revision, hash, watch }: { plan: number; hash: string; watch: Watch },
): boolean {
  const { signed, open } = state.plan
  if (revision !== signed + 1) return false
  if (!open || open.by === by) {
    state.plan.open = { revision, hash, watch, by }
    return true
  }
  if (open.hash !== hash || !isDeepStrictEqual(open.watch, watch)) return false
  state.plan = { signed: revision, watch, open: undefined }
  state.status = 'planned'
  return true
}
