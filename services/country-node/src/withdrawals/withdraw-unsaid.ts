import type { Withdraw } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { Actor } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { actorIn } from '../referrals/event-actor.ts'
import type { MoveReply } from '../referrals/make-move.ts'
import { hasPlace } from '../referrals/places.ts'
import { isUnsent, lockReferral, unsettle } from '../referrals/referral-queries.ts'
import { type Snapshot, takeSnapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { lift, restrictHere } from './follow-withdrawals.ts'

/** Nothing can be said in this referral any more: a chain of it is broken, or ours is full. */
const isMute = ({ state, counted }: Snapshot, { nodeId }: Pick<NodeContext, 'nodeId'>) =>
  state.frozen !== undefined || !hasPlace(counted, nodeId, 'withdrawn')

/**
 * She said stop where nothing can be said to the other side: her word holds here all the same, and
 * people have to tell the other side. Throws `Problem('transition-refused')` when it can be said.
 */
export const withdrawUnsaid = (
  context: NodeContext,
  actor: Actor,
  id: RandomId,
  { groups }: Withdraw,
  remember: Remember,
): Promise<MoveReply> =>
  context.db.transaction().execute(async (trx) => {
    const referral = await lockReferral(trx, id)
    const snapshot = await takeSnapshot(trx, context.nodeId, id)
    if (!referral || isUnsent(referral) || !isMute(snapshot, context)) {
      throw new Problem('transition-refused')
    }
    const eid = context.randomId()
    await restrictHere(trx, context, referral, {
      eid,
      groups: groups ?? null,
      at: context.now(),
      by: actor.pseudonym,
    })
    await unsettle(trx, [id])
    const reply = { id, status: referral.status }
    await remember(trx, { status: 200, body: reply })
    await appendAudit(trx, {
      at: seconds(context.now),
      actor: actorIn(actor),
      act: 'referral.withdraw_unsaid',
      subject: id,
      detail: { event: eid, groups: groups ?? ['all'] },
    })
    context.log.error({ alarm: 'withdrawal_unsaid' }, 'a withdrawal has to be told by people')
    return reply
  })

/** Takes back what was only ever said here, by `withdrawUnsaid`. The caller has looked at the time. */
export const undoUnsaid = (
  context: NodeContext,
  actor: StaffActor,
  { id, withdrawal }: { id: RandomId; withdrawal: RandomId },
  remember: Remember,
): Promise<MoveReply> =>
  context.db.transaction().execute(async (trx) => {
    const referral = await lockReferral(trx, id)
    if (!referral) throw new Problem('not-found')
    await lift(trx, context, id, withdrawal)
    await unsettle(trx, [id])
    const reply = { id, status: referral.status }
    await remember(trx, { status: 200, body: reply })
    await appendAudit(trx, {
      at: seconds(context.now),
      actor: actorIn(actor),
      act: 'referral.undo_withdrawal',
      subject: id,
      detail: { event: withdrawal },
    })
    return reply
  })
