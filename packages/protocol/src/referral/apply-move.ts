import { isDeepStrictEqual } from 'node:util'
import type { EventType, Watch } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import type { ChainedEvent } from '../chain/index.ts'
import { type Chains, isWithin, otherSide, type PlacedEvent } from './causality.ts'
import { type Position, type ReferralStatus, rankOf, transitions } from './transitions.ts'

/** A plan that both have signed, and what it arms. Revision 0 is none. */
export interface SignedPlan {
  revision: number
  watch: Watch | undefined
  signatures: readonly Identity[]
}

type Signing = Extract<ChainedEvent, { type: 'plan_signed' }>

/** What the moves alone amount to. */
export interface MovesState {
  status: ReferralStatus
  /** When closed: the position that whoever closed it knew of. */
  closedAt: Position | undefined
  /** The newest revision that both have signed. */
  plan: SignedPlan
  /** A revision that one side has signed and the other not yet. */
  proposed: { signing: Signing; by: Side } | undefined
  superseded: Set<Identity>
}

/** What the author of an event knew of when making it. */
export interface Known {
  position: Position | undefined
  /** Newest revision of the plan that somebody had acted on. */
  plan: number
  /** That the referral had been withdrawn from. */
  withdrawal: boolean
}

export const nothingMoved = (): MovesState => ({
  status: 'none',
  closedAt: undefined,
  plan: { revision: 0, watch: undefined, signatures: [] },
  proposed: undefined,
  superseded: new Set(),
})

/** `false` when the move does not fit where the referral stands, or what its author knew of. */
export function applyMove(
  state: MovesState,
  placed: PlacedEvent,
  known: Known,
  chains: Chains,
): boolean {
  const { event, side } = placed
  const row = transitions[event.type]
  if (row.kind !== 'move' || (row.by !== 'either' && row.by !== side)) return false
  const { position } = known
  if (position ? !row.knowing[side].includes(position) : known.withdrawal) return false
  if (event.type === 'closed') return close(state, position)
  if (!row.from.includes(state.status)) return false
  if (row.answers && !hasHeard(row.answers, placed, chains)) return false
  if (event.type === 'plan_signed') return signPlan(state, side, event, known.plan)
  state.status = row.to
  return true
}

const hasHeard = (type: EventType, { side, past }: PlacedEvent, chains: Chains): boolean =>
  chains[otherSide[side]].some((other) => other.event.type === type && isWithin(other, past))

/** What was closed can be closed once more by somebody who knew of a higher position. */
function close(state: MovesState, known: Position | undefined): boolean {
  if (!known || rankOf(known) <= rankOf(state.closedAt)) return false
  state.status = 'closed'
  state.closedAt = known
  return true
}

/** A revision is planned when both sides have signed the same text and watch of it. */
function signPlan(state: MovesState, by: Side, signing: Signing, actedOn: number): boolean {
  const { plan, proposed } = state
  const { plan: revision, hash, watch } = signing.data
  if (revision !== Math.max(plan.revision, actedOn) + 1) return false
  if (proposed?.signing.data.plan !== revision || proposed.by === by) {
    state.proposed = { signing, by }
    return true
  }
  const { data, identity } = proposed.signing
  if (data.hash !== hash || !isDeepStrictEqual(data.watch, watch)) return false
  state.plan = { revision, watch, signatures: [identity, signing.identity] }
  state.proposed = undefined
  state.status = 'planned'
  return true
}
