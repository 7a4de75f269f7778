import type { Pause } from '@causeway/schemas/api'
import type { Actor } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { openPauses } from './open-pauses.ts'
import { requireRunning } from './require-running.ts'

/**
 * Row 17: halts a referral without changing where it stands. Nothing is disclosed until it goes on.
 * Her own wish can be added to a pause of ours, and the other way round; the same is not said twice.
 */
export function pauseReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: Actor,
  id: RandomId,
  { by_her }: Pause,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    requireRunning(snapshot)
    const isSaid = openPauses(snapshot.counted).some(({ data }) => data.by_her === by_her)
    if (isSaid) throw notNow('said_already')
    const detail = { by_her: by_her ? 'yes' : 'no' }
    return { type: 'paused', data: { by_her }, audit: { act: 'referral.pause', detail } }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
