import type { ChainedEvent } from '@causeway/protocol/chain'
import type { ReferralState } from '@causeway/protocol/referral'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { systemPseudonym } from '../referrals/event-actor.ts'
import type { Referral } from '../referrals/referral-queries.ts'
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
    const isNew = await restrict(trx, context, event)
    if (isNew) await withdrawHere(trx, context, referral, event)
  }
  const undone = state.restrictions.filter((restriction) => restriction.undone)
  for (const { withdrawal } of undone) await lift(trx, context, referral.id, withdrawal)
}

/** By the clock of whoever recorded it, but never in the future. */
const madeAt = ({ at }: WithdrawalEvent, { now }: NodeContext): Date =>
  new Date(Math.min(at * 1000, now().getTime()))

const groupsOf = (event: WithdrawalEvent) =>
  event.type === 'withdrawn' ? null : (event.data.groups ?? null)

/** Returns whether it was new. */
async function restrict(
  trx: Transaction<Database>,
  context: NodeContext,
  event: WithdrawalEvent,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('restriction')
    .values({
      referral_id: event.referral,
      withdrawal: event.eid,
      groups: groupsOf(event),
      at: madeAt(event, context),
      undone_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('withdrawal')
    .executeTakeFirst()
  return inserted !== undefined
}

/**
 * Where her record is here: of the sender, or of the receiver once she is in its care. Not for what
 * this node itself passes on: there the event is noted before.
 */
async function withdrawHere(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  event: WithdrawalEvent,
): Promise<void> {
  const { id: referral_id, person_id } = referral
  if (!person_id) return
  const isPassedOn = await trx
    .selectFrom('withdrawal_message')
    .select('eid')
    .where('referral_id', '=', referral_id)
    .where('eid', '=', event.eid)
    .executeTakeFirst()
  if (isPassedOn) return
  const id = context.randomId()
  await insertWithdrawal(trx, {
    id,
    person_id,
    groups: groupsOf(event),
    at: madeAt(event, context),
    by: event.node === context.nodeId ? event.actor.pseudonym : systemPseudonym,
    came_by: referral_id,
  })
  await keepMessage(trx, { withdrawal_id: id, referral_id, eid: event.eid })
}

async function lift(
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
