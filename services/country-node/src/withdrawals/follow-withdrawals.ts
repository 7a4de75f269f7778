import type { ChainedEvent } from '@causeway/protocol/chain'
import type { ReferralState } from '@causeway/protocol/referral'
import type { Category } from '@causeway/schemas/record'
import { ENVELOPE_LIFETIME_SECONDS, type RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { systemPseudonym } from '../referrals/event-actor.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { findRestriction } from './restriction-queries.ts'
import { undoUntil } from './undo-until.ts'
import { insertWithdrawal, keepMessage } from './withdrawal-queries.ts'

type WithdrawalEvent = Extract<ChainedEvent, { type: 'withdrawn' | 'consent_withdrawn' }>

/**
 * Keeps the restrictions of a referral true to its events, in the transaction of every change. One
 * that is here restricts at once, even while it waits for an event before it, and no row ever goes:
 * only an undoing that counts lifts it. What was said about a person whose record is here becomes a
 * withdrawal of hers at this node, which then spreads.
 */
export async function followWithdrawals(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  { events, state }: { events: readonly ChainedEvent[]; state: ReferralState },
): Promise<void> {
  for (const event of events) {
    if (event.type !== 'withdrawn' && event.type !== 'consent_withdrawn') continue
    await restrictHere(trx, context, referral, {
      eid: event.eid,
      groups: event.type === 'withdrawn' ? null : (event.data.groups ?? null),
      at: madeAt(event, context),
      by: event.node === context.nodeId ? event.actor.pseudonym : systemPseudonym,
    })
  }
  const undone = state.restrictions.filter((restriction) => restriction.undone)
  for (const { withdrawal } of undone) {
    const held = await findRestriction(trx, referral.id, withdrawal)
    if (!held || held.undone_at) continue
    if (wasInTime(context, held, events)) await lift(trx, context, referral.id, withdrawal)
    else context.log.error({ alarm: 'undo_too_late' }, 'a withdrawal was undone too late: it holds')
  }
}

/**
 * Our own routes and reactions undo in time. The other side has to have said so within seven days,
 * and its mail lives no longer than an envelope: so it cannot say it was then for ever.
 */
function wasInTime(
  { nodeId, now, pace }: NodeContext,
  { withdrawal, at }: Awaited<ReturnType<typeof findRestriction>> & object,
  events: readonly ChainedEvent[],
): boolean {
  const end = undoUntil(at, pace).getTime()
  const arrives = now().getTime() <= end + ENVELOPE_LIFETIME_SECONDS * 1000
  return events.some(
    (event) =>
      event.type === 'withdrawal_undone' &&
      event.data.withdrawal === withdrawal &&
      (event.node === nodeId || (event.at * 1000 <= end && arrives)),
  )
}

/** By the clock of whoever recorded it, but never in the future. */
const madeAt = ({ at }: WithdrawalEvent, { now }: NodeContext): Date =>
  new Date(Math.min(at * 1000, now().getTime()))

/** One withdrawal in a referral, `eid` of the event that says so or would have. */
interface Said {
  eid: RandomId
  /** `null`: of everything. */
  groups: Category[] | null
  at: Date
  by: RandomId
}

/** Restricts a referral and, where her record is here, begins a withdrawal of hers; once. */
export async function restrictHere(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  said: Said,
): Promise<void> {
  const { eid: withdrawal, groups, at } = said
  const inserted = await trx
    .insertInto('restriction')
    .values({ referral_id: referral.id, withdrawal, groups, at, undone_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('withdrawal')
    .executeTakeFirst()
  if (inserted) await withdrawHere(trx, context, referral, said)
}

/**
 * Where her record is here: of the sender, or of the receiver once she is in its care. Not for what
 * this node itself passes on: there the event is noted before.
 */
async function withdrawHere(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  { eid, groups, at, by }: Said,
): Promise<void> {
  const { id: referral_id, person_id } = referral
  if (!person_id) return
  const isPassedOn = await trx
    .selectFrom('withdrawal_message')
    .select('eid')
    .where('referral_id', '=', referral_id)
    .where('eid', '=', eid)
    .executeTakeFirst()
  if (isPassedOn) return
  const id = context.randomId()
  await insertWithdrawal(trx, {
    id,
    person_id,
    groups,
    at,
    by,
    came_by: referral_id,
  })
  await keepMessage(trx, { withdrawal_id: id, referral_id, eid })
}

/** Of a referral, and of the withdrawal of hers that it belongs to. */
export async function lift(
  trx: Transaction<Database>,
  { now }: NodeContext,
  referral: RandomId,
  withdrawal: RandomId,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('restriction')
    .set({ undone_at: now() })
    .where('referral_id', '=', referral)
    .where('withdrawal', '=', withdrawal)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await trx
    .updateTable('withdrawal')
    .set({ undone_at: now() })
    .where('undone_at', 'is', null)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('withdrawal_message')
        .select('withdrawal_id')
        .where('referral_id', '=', referral)
        .where('eid', '=', withdrawal),
    )
    .execute()
}
