import type { ReferralState } from '@causeway/protocol/referral'
import type { Receiver } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export type Withdrawal = Selectable<Database['withdrawal']>

export async function insertWithdrawal(
  trx: Transaction<Database>,
  withdrawal: Pick<Withdrawal, 'id' | 'person_id' | 'groups' | 'at' | 'by' | 'came_by'>,
): Promise<Withdrawal> {
  const begun = { undone_at: null, spread_at: null, undo_spread_at: null }
  await trx
    .insertInto('withdrawal')
    .values({ ...withdrawal, ...begun })
    .execute()
  return { ...withdrawal, ...begun }
}

/** Locked until the end of the transaction. */
export const lockWithdrawal = (
  trx: Transaction<Database>,
  id: RandomId,
): Promise<Withdrawal | undefined> =>
  trx.selectFrom('withdrawal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Newest first. */
export const listWithdrawals = (db: Kysely<Database>, person: RandomId): Promise<Withdrawal[]> =>
  db
    .selectFrom('withdrawal')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()

/** The withdrawals that a referral has to be told of and has not been, oldest first. */
export const listUntold = (db: Kysely<Database>, referral: RandomId): Promise<Withdrawal[]> =>
  messagesOf(db, referral)
    .selectAll('withdrawal')
    .where('eid', 'is', null)
    .where('undone_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()

/** `eid` of what a referral was told of and has been undone since. */
export async function listUndone(db: Kysely<Database>, referral: RandomId): Promise<RandomId[]> {
  const rows = await messagesOf(db, referral)
    .select('eid')
    .where('undone_at', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ eid }) => eid ?? [])
}

const messagesOf = (db: Kysely<Database>, referral: RandomId) =>
  db
    .selectFrom('withdrawal_message')
    .innerJoin('withdrawal', 'withdrawal.id', 'withdrawal_message.withdrawal_id')
    .where('withdrawal_message.referral_id', '=', referral)

/** Says by which event a referral was told. */
export async function keepMessage(
  trx: Transaction<Database>,
  message: { withdrawal_id: RandomId; referral_id: RandomId; eid: RandomId },
): Promise<void> {
  const { eid } = message
  await trx
    .insertInto('withdrawal_message')
    .values(message)
    .onConflict((it) => it.columns(['withdrawal_id', 'referral_id']).doUpdateSet({ eid }))
    .execute()
}

interface Recipient {
  withdrawal_id: RandomId
  referral: RandomId
  eid: RandomId | null
  to: Receiver
  state: ReferralState
}

/** Everybody who has to know of these withdrawals. */
export async function listRecipients(
  db: Kysely<Database>,
  withdrawals: readonly RandomId[],
): Promise<Recipient[]> {
  if (withdrawals.length === 0) return []
  const rows = await db
    .selectFrom('withdrawal_message')
    .innerJoin('referral', 'referral.id', 'withdrawal_message.referral_id')
    .select(['withdrawal_id', 'referral_id as referral', 'eid', 'peer_node', 'peer_org', 'state'])
    .where('withdrawal_id', 'in', withdrawals)
    .orderBy('referral.created_at')
    .orderBy('referral.id')
    .execute()
  return rows.map(({ peer_node: node, peer_org: org, ...row }) => ({ ...row, to: { node, org } }))
}
