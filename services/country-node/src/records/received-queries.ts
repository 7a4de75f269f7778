import type { RandomId } from '@causeway/schemas/wire'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export type ReceivedRecord = Selectable<Database['received_record']>

export const findReceivedRecord = (
  db: Kysely<Database>,
  rec: RandomId,
): Promise<ReceivedRecord | undefined> =>
  db.selectFrom('received_record').selectAll().where('rec', '=', rec).executeTakeFirst()

/** `false`: a newer revision is known, another one of the same number, or one by another issuer. */
export async function keepNewestRevision(
  trx: Transaction<Database>,
  revision: Insertable<Database['received_record']>,
): Promise<boolean> {
  const { iss, rev, identity, jwt, at } = revision
  const kept = await trx
    .insertInto('received_record')
    .values(revision)
    .onConflict((conflict) =>
      conflict
        .column('rec')
        .doUpdateSet({ rev, identity, jwt, at })
        .where((eb) =>
          eb.and([
            eb('received_record.iss', '=', iss),
            eb.or([
              eb('received_record.rev', '<', rev),
              eb('received_record.identity', '=', identity),
            ]),
          ]),
        ),
    )
    .returning('rec')
    .executeTakeFirst()
  return kept !== undefined
}

/** What these referrals brought, group by group; with the newest revision of each record. */
export const listReceivedGroups = (db: Kysely<Database>, referrals: readonly RandomId[]) =>
  referrals.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('received_disclosure')
        .innerJoin('received_record', 'received_record.rec', 'received_disclosure.rec')
        .selectAll('received_disclosure')
        .select(['iss', 'jwt'])
        .where('referral_id', 'in', referrals)
        .orderBy('received_disclosure.rec')
        .orderBy('category')
        .execute()

/** The readable items that these referrals brought, and the node that signed each. */
export const listReceivedItems = (db: Kysely<Database>, referrals: readonly RandomId[]) =>
  referrals.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('received_item')
        .innerJoin('received_record', 'received_record.rec', 'received_item.rec')
        .selectAll('received_item')
        .select('iss')
        .where('referral_id', 'in', referrals)
        .orderBy('code')
        .execute()

/** The referrals that brought a person here, the newest first. */
export async function listReferralsThatBrought(
  db: Kysely<Database>,
  personId: RandomId,
): Promise<RandomId[]> {
  const rows = await db
    .selectFrom('referral')
    .select('id')
    .where('person_id', '=', personId)
    .where('side', '=', 'receiver')
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}
