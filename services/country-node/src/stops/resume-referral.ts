import type { Resume } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import { type Snapshot, takeSnapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { openPauses } from './open-pauses.ts'
import { requireRunning } from './require-running.ts'

/**
 * Ends every pause that holds, whichever side made it: each by an event of its own, so that one made
 * on the other side at the same moment is not ended unseen. Of a pause that she asked for either
 * side's worker can say so, on her word. Throws `Problem('pause-is-hers')` without it, before
 * anything is ended; `transition-refused` when there is none.
 */
export async function resumeReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { on_her_word }: Resume,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    requireRunning(snapshot)
    const pauses = openPauses(snapshot.counted)
    const [pause] = pauses
    if (!pause) throw notNow('not_paused')
    if (!on_her_word && pauses.some(({ data }) => data.by_her)) throw new Problem('pause-is-hers')
    const detail = { on_her_word: on_her_word ? 'yes' : 'no' }
    return {
      type: 'resumed',
      data: { pause: pause.eid },
      audit: { act: 'referral.resume', detail },
    }
  }
  const end = (last: { remember?: Remember }) =>
    makeMove(context, exchange, id, { actor: actorIn(actor), plan, ...last })
  while ((await countPauses(context, id)) > 1) await end({})
  return end({ remember })
}

async function countPauses({ db, nodeId }: NodeContext, id: RandomId): Promise<number> {
  const { counted } = await takeSnapshot(db, nodeId, id)
  return openPauses(counted).length
}
