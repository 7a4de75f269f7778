import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { restoreAgreements, withdrawAgreements } from '../agreements/withdraw-agreements.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { lockPerson } from '../people/record-queries.ts'
import { isUnsent, unsettle } from '../referrals/referral-queries.ts'
import type { Withdrawal } from './withdrawal-queries.ts'

type Connected = Pick<Database['referral'], 'id' | 'status'>

/**
 * Holds every referral that this person's data goes or came by, in one order for all, and then her
 * row: whoever is about to send something of her plans it anew afterwards.
 */
export async function lockConnected(
  trx: Transaction<Database>,
  person: RandomId,
): Promise<Connected[]> {
  const connected = await trx
    .selectFrom('referral')
    .select(['id', 'status'])
    .where('person_id', '=', person)
    .orderBy('id')
    .forUpdate()
    .execute()
  await lockPerson(trx, person)
  return connected
}

/**
 * Lets a withdrawal reach everything of hers at this node: agreements end, drafts are dropped, and
 * every referral that has left, or that she came by, is noted as one to be told. What is noted is
 * told by reactions, whatever happens in between. The caller holds what `lockConnected` locks.
 */
export async function spreadWithdrawal(
  trx: Transaction<Database>,
  { now }: NodeContext,
  withdrawal: Withdrawal,
  connected: readonly Connected[],
): Promise<{ agreements: number; drafts: number; referrals: RandomId[] }> {
  const { id, person_id: person, groups, by } = withdrawal
  const drafts = groups ? [] : idsOf(connected, ({ status }) => status === 'draft')
  await dropDrafts(trx, drafts)
  const at = seconds(now)
  const taken = { withdrawal: id, person, groups: groups ?? undefined, at, by }
  const agreements = await withdrawAgreements(trx, taken)
  const referrals = idsOf(connected, hasLeft)
  for (const referral of referrals) {
    await trx
      .insertInto('withdrawal_message')
      .values({ withdrawal_id: id, referral_id: referral, eid: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await unsettle(trx, referrals)
  await trx.updateTable('withdrawal').set({ spread_at: now() }).where('id', '=', id).execute()
  return { agreements: agreements.length, drafts: drafts.length, referrals }
}

/** The same for its undoing: agreements are in force again; what was dropped or ended stays so. */
export async function spreadUndoing(
  trx: Transaction<Database>,
  { now }: NodeContext,
  { id: withdrawal, by }: Withdrawal,
  connected: readonly Connected[],
): Promise<{ agreements: number; referrals: RandomId[] }> {
  const agreements = await restoreAgreements(trx, { withdrawal, at: seconds(now), by })
  const referrals = idsOf(connected, hasLeft)
  await unsettle(trx, referrals)
  await trx
    .updateTable('withdrawal')
    .set({ undo_spread_at: now() })
    .where('id', '=', withdrawal)
    .execute()
  return { agreements: agreements.length, referrals }
}

const hasLeft = (referral: Connected) => !isUnsent(referral)

const idsOf = (connected: readonly Connected[], isOne: (referral: Connected) => boolean) =>
  connected.filter(isOne).map(({ id }) => id)

async function dropDrafts(trx: Transaction<Database>, drafts: RandomId[]): Promise<void> {
  if (drafts.length === 0) return
  await trx
    .updateTable('referral')
    .set(({ eb, ref }) => ({
      status: 'dropped',
      draft_sealed: null,
      version: eb(ref('version'), '+', 1),
    }))
    .where('id', 'in', drafts)
    .execute()
}
