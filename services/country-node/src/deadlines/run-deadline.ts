import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { systemIn } from '../referrals/event-actor.ts'
import { makeMove } from '../referrals/make-move.ts'
import { lockReferral, type Referral } from '../referrals/referral-queries.ts'
import { takeSnapshot } from '../referrals/snapshot.ts'
import { deadlineActs } from './deadline-acts.ts'
import { findDeadline, type StoredDeadline, takeDeadline } from './deadline-queries.ts'
import { syncDeadlines } from './sync-deadlines.ts'

/** Somebody else was faster, or it is not due any more; leaves nothing behind. */
class NotDue extends Error {
  override readonly name = 'NotDue'
}

/**
 * Does what follows when a time has passed: states the event that follows from it, raises the
 * alarm, marks it as done, all in one transaction that has its effect once, whoever else runs it.
 * Does nothing when it is not due. When the event cannot be stated the alarm is raised all the same;
 * what hinders only now is thrown, so that it is tried again.
 */
export async function runDeadline(
  context: NodeContext,
  exchange: Exchange,
  id: RandomId,
): Promise<void> {
  const deadline = await findDeadline(context.db, id)
  if (!deadline || deadline.done_at !== null || deadline.due_at > seconds(context.now)) return
  let hindrance: unknown
  try {
    if (await stateEvent(context, exchange, deadline)) return
  } catch (error) {
    if (error instanceof NotDue) return
    const isRefused = error instanceof Problem && error.code === 'transition-refused'
    if (!isRefused) hindrance = error
  }
  await takeEffect(context, deadline, hindrance === undefined)
  if (hindrance !== undefined) throw hindrance
}

/** `false` when there is no event to state. Throws what `makeMove` throws, and `NotDue`. */
async function stateEvent(
  context: NodeContext,
  exchange: Exchange,
  deadline: StoredDeadline,
): Promise<boolean> {
  const { state, effect } = deadlineActs[deadline.kind]
  const { db, nodeId } = context
  const snapshot = state && (await takeSnapshot(db, nodeId, deadline.referral_id))
  if (!state || !snapshot || !state(snapshot, deadline)) return false
  await makeMove(context, exchange, deadline.referral_id, {
    actor: systemIn(snapshot.referral.own_org),
    plan: async (current) => {
      const move = state(current, deadline)
      if (!move) throw new NotDue()
      return {
        ...move,
        alongside: async (trx) => {
          await take(trx, context, deadline)
          await effect(trx, context, current.referral, deadline)
        },
      }
    },
  })
  return true
}

/** `isDone`: whether that is all; else it stays due. */
async function takeEffect(
  context: NodeContext,
  deadline: StoredDeadline,
  isDone: boolean,
): Promise<void> {
  await context.db
    .transaction()
    .execute(async (trx) => {
      const referral = (await lockReferral(trx, deadline.referral_id)) as Referral
      await syncDeadlines(trx, context, referral.id)
      if (isDone) await take(trx, context, deadline)
      await deadlineActs[deadline.kind].effect(trx, context, referral, deadline)
      await syncDeadlines(trx, context, referral.id)
      await appendAudit(trx, {
        at: seconds(context.now),
        actor: 'system',
        act: `deadline.${deadline.kind}`,
        subject: referral.id,
      })
    })
    .catch((error) => {
      if (!(error instanceof NotDue)) throw error
    })
}

async function take(
  trx: Transaction<Database>,
  { now }: NodeContext,
  { id }: StoredDeadline,
): Promise<void> {
  if (!(await takeDeadline(trx, id, seconds(now)))) throw new NotDue()
}
