import type { Resume } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { Actor } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import { type Snapshot, takeSnapshot } from '../referrals/snapshot.ts'
import { openPauses, type PauseEvent } from './open-pauses.ts'
import { requireRunning } from './require-running.ts'

/**
 * Ends every pause that holds, whichever side made it: each by an event of its own, so that one made
 * on the other side at the same moment is not ended unseen. Of a pause that she asked for either
 * side's worker can say so, on her word. Throws `Problem('pause-is-hers')` without it, before
 * anything is ended; `transition-refused` when there is none.
 */
export const resumeReferral = (
  context: NodeContext,
  exchange: Exchange,
  actor: Actor,
  id: RandomId,
  { on_her_word }: Resume,
  remember: Remember,
): Promise<MoveReply> =>
  endPauses(context, exchange, actor, id, {
    isMeant: () => true,
    isOnHerWord: on_her_word,
    remember,
  })

/**
 * She herself ends what was paused by her wish; a pause that an organisation made stays. Throws
 * `Problem('transition-refused')` when there is none of hers.
 */
export const resumeHers = (
  context: NodeContext,
  exchange: Exchange,
  herself: Actor,
  id: RandomId,
  remember: Remember,
): Promise<MoveReply> =>
  endPauses(context, exchange, herself, id, {
    isMeant: ({ data }) => data.by_her,
    isOnHerWord: true,
    remember,
  })

interface Ending {
  isMeant: (pause: PauseEvent) => boolean
  isOnHerWord: boolean
  remember: Remember
}

async function endPauses(
  context: NodeContext,
  exchange: Exchange,
  actor: Actor,
  id: RandomId,
  { isMeant, isOnHerWord, remember }: Ending,
): Promise<MoveReply> {
  const meant = ({ counted }: Snapshot) => openPauses(counted).filter(isMeant)
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    requireRunning(snapshot)
    const pauses = meant(snapshot)
    const [pause] = pauses
    if (!pause) throw notNow('not_paused')
    if (!isOnHerWord && pauses.some(({ data }) => data.by_her)) throw new Problem('pause-is-hers')
    const detail = { on_her_word: isOnHerWord ? 'yes' : 'no' }
    return {
      type: 'resumed',
      data: { pause: pause.eid },
      audit: { act: 'referral.resume', detail },
    }
  }
  const count = async () => meant(await takeSnapshot(context.db, context.nodeId, id)).length
  const end = (last: { remember?: Remember }) =>
    makeMove(context, exchange, id, { actor: actorIn(actor), plan, ...last })
  while ((await count()) > 1) await end({})
  return end({ remember })
}
