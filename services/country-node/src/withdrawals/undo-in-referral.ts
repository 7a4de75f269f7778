import type { WithdrawalPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { type Snapshot, takeSnapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { findRestriction } from './restriction-queries.ts'
import { tellAtOnce } from './tell-at-once.ts'
import { requireUndoable } from './undo-until.ts'
import { undoUnsaid } from './withdraw-unsaid.ts'

/**
 * She took it back in the presence of a worker of either side; `withdrawal` is the `eid` of what she
 * withdraws no more. Throws `Problem('not-found')` and as `requireUndoable`.
 */
export async function undoInReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  { id, withdrawal }: WithdrawalPath,
  remember: Remember,
): Promise<MoveReply> {
  if (await wasUnsaid(context, { id, withdrawal })) {
    const done = await undoUnsaid(context, actor, { id, withdrawal }, remember)
    await tellAtOnce(context, exchange, [id])
    return done
  }
  const plan = async ({ state }: Snapshot): Promise<Move> => {
    const restriction = await findRestriction(context.db, id, withdrawal)
    const isCounted = state.restrictions.some((one) => one.withdrawal === withdrawal)
    if (!restriction || !isCounted) throw new Problem('not-found')
    requireUndoable(restriction, context)
    return {
      type: 'withdrawal_undone',
      data: { withdrawal },
      audit: { act: 'referral.undo_withdrawal', detail: { event: withdrawal } },
    }
  }
  const reply = await makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
  await tellAtOnce(context, exchange, [id])
  return reply
}

/** It holds here and no event says so. Throws as `requireUndoable`. */
async function wasUnsaid(
  context: NodeContext,
  { id, withdrawal }: Pick<WithdrawalPath, 'id' | 'withdrawal'>,
): Promise<boolean> {
  const { events } = await takeSnapshot(context.db, context.nodeId, id)
  const restriction = await findRestriction(context.db, id, withdrawal)
  if (!restriction || events.some(({ eid }) => eid === withdrawal)) return false
  requireUndoable(restriction, context)
  return true
}
