import { Problem } from '@causeway/schemas/problems'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { notify } from '../alarms/notify.ts'
import { raiseAgain } from '../alarms/raise-alarm.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { syncDeadlines } from '../deadlines/sync-deadlines.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { herselfIn } from '../referrals/event-actor.ts'
import { lockReferral } from '../referrals/referral-queries.ts'
import { pauseReferral } from '../stops/pause-referral.ts'
import { getWindow, type Window } from './window-queries.ts'

/** Nothing is logged of what follows, so that a line does not tell one PIN from the other. */
const inSilence = (context: NodeContext): NodeContext => ({
  ...context,
  log: context.log.child({}, { level: 'silent' }),
})

/**
 * What follows from the PIN for danger: whoever leads on safety is alarmed, then everything of hers
 * that still goes on is paused. The alarm waits for nothing, and no pause for another one. Doing it
 * again adds nothing; what a crash or a failure left undone a sweep finds. Throws `AggregateError`
 * when something could not be paused now.
 */
export async function followDuress(
  context: NodeContext,
  exchange: Exchange,
  id: RandomId,
): Promise<void> {
  const quiet = inSilence(context)
  const window = await getWindow(context.db, id)
  const { duress_at } = window
  if (duress_at === null) return
  const referrals = await listSent(quiet, window)
  await quiet.db.transaction().execute((trx) => alarm(trx, quiet, window, referrals.at(-1)))
  await forEach(referrals, (referral) => pauseSilently(quiet, exchange, window, referral))
  await quiet.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('survivor_window')
      .set({ duress_done_at: duress_at })
      .where('id', '=', id)
      .execute()
    await appendAudit(trx, {
      at: seconds(quiet.now),
      actor: 'system',
      act: 'window.duress',
      subject: id,
      detail: { referrals: referrals.length },
    })
  })
}

/** Those for which it has not been done yet; they are done now. Throws as `followDuress`. */
export async function followDuressDue(context: NodeContext, exchange: Exchange): Promise<void> {
  const due = await context.db
    .selectFrom('survivor_window')
    .select('id')
    .where('duress_at', 'is not', null)
    .where(({ eb, ref, or }) =>
      or([eb('duress_done_at', 'is', null), eb('duress_done_at', '<', ref('duress_at'))]),
    )
    .execute()
  await forEach(due, ({ id }) => followDuress(context, exchange, id))
}

/** One after the other, whatever becomes of the one before; then throws all that went wrong. */
async function forEach<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const errors: unknown[] = []
  for (const item of items) await act(item).catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, 'not all of it could be done now')
}

/** Oldest first. */
async function listSent({ db }: NodeContext, { person_id }: Window): Promise<RandomId[]> {
  const rows = await db
    .selectFrom('referral')
    .select('id')
    .where('person_id', '=', person_id)
    .where('status', 'not in', ['draft', 'dropped', 'none'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function pauseSilently(
  context: NodeContext,
  exchange: Exchange,
  { id: window_id, org }: Window,
  referral: RandomId,
): Promise<void> {
  const remember = async (trx: Transaction<Database>) => {
    const event_identity = await newestOwn(trx, context, referral)
    await trx.insertInto('survivor_silent_pause').values({ event_identity, window_id }).execute()
  }
  await pauseReferral(
    context,
    exchange,
    herselfIn(org),
    referral,
    { by_her: true },
    remember,
  ).catch((error) => {
    // It is paused by her already, or over: there is nothing to pause.
    if (!(error instanceof Problem && error.code === 'transition-refused')) throw error
  })
}

/** The pause itself, within the transaction that writes it. */
async function newestOwn(
  trx: Transaction<Database>,
  { nodeId }: NodeContext,
  referral: RandomId,
): Promise<Identity> {
  const { identity } = await trx
    .selectFrom('referral_event')
    .select('identity')
    .where('referral_id', '=', referral)
    .where('node', '=', nodeId)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return identity
}

/** On her newest handover, ended or not; who has none is told of by the message alone. */
async function alarm(
  trx: Transaction<Database>,
  context: NodeContext,
  { id, org }: Window,
  newest: RandomId | undefined,
): Promise<void> {
  const referral = newest && (await lockReferral(trx, newest))
  if (!referral) return notify(trx, context, { role: 'supervisor', org, kind: 'item_waiting' })
  await raiseAgain(trx, context, referral, { kind: 'duress', key: id })
  await syncDeadlines(trx, context, referral.id)
}
