import type { Side } from '../chain/count-events.ts'
import { applyMove, type Known, type MovesState, nothingMoved } from './apply-move.ts'
import { type Chains, type Horizon, otherSide, type PlacedEvent } from './causality.ts'
import { transitions } from './transitions.ts'

/**
 * Folds the moves within a horizon. They are taken one by one: of both chains' next moves those
 * whose past is taken, the lowest rank first, then the sender's (within one chain the order is
 * given). A move that no longer fits the table is superseded: it stays in the chain and changes
 * nothing. Two horizons that hold the same moves are folded once.
 */
export function folderOfMoves(
  chains: Chains,
  knownBy: (move: PlacedEvent) => Known,
): (horizon: Horizon) => MovesState {
  const moves = { sender: chains.sender.filter(isMove), receiver: chains.receiver.filter(isMove) }
  const counts = { sender: countMoves(chains.sender), receiver: countMoves(chains.receiver) }
  const movesWithin = (horizon: Horizon): Horizon => ({
    sender: counts.sender[horizon.sender] ?? 0,
    receiver: counts.receiver[horizon.receiver] ?? 0,
  })
  const folded = new Map<string, MovesState>()

  const foldWithin = (limit: Horizon): MovesState => {
    const state = nothingMoved()
    const taken: Horizon = { sender: 0, receiver: 0 }
    const nextOf = (side: Side) => {
      const next = taken[side] < limit[side] ? moves[side][taken[side]] : undefined
      const past = next && movesWithin(next.past)
      return past && past[otherSide[side]] <= taken[otherSide[side]] ? next : undefined
    }
    for (;;) {
      const next = firstOf(nextOf('sender'), nextOf('receiver'))
      if (!next) return state
      taken[next.side] += 1
      if (!applyMove(state, next, knownBy(next), chains)) state.superseded.add(next.event.identity)
    }
  }

  return (horizon) => {
    const limit = movesWithin(horizon)
    const key = `${limit.sender} ${limit.receiver}`
    const state = folded.get(key) ?? foldWithin(limit)
    folded.set(key, state)
    return state
  }
}

const isMove = ({ event }: PlacedEvent) => transitions[event.type].kind === 'move'

/** How many moves there are among the first n events of a chain, for every n from 0. */
function countMoves(chain: readonly PlacedEvent[]): number[] {
  const counts = [0]
  for (const placed of chain) counts.push((counts.at(-1) ?? 0) + (isMove(placed) ? 1 : 0))
  return counts
}

function firstOf(sender: PlacedEvent | undefined, receiver: PlacedEvent | undefined) {
  if (!sender || !receiver) return sender ?? receiver
  return rankOf(receiver) < rankOf(sender) ? receiver : sender
}

function rankOf({ event }: PlacedEvent): number {
  const row = transitions[event.type]
  return row.kind === 'move' ? row.rank : Number.POSITIVE_INFINITY
}
