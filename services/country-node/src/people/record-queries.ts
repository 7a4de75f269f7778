import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export type Person = Selectable<Database['person']>

export const findPerson = (db: Kysely<Database>, id: RandomId): Promise<Person | undefined> =>
  db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()

/** Holds the person's row until the end: whoever else wants to add to the record waits. */
export const lockPerson = (trx: Transaction<Database>, id: RandomId): Promise<Person | undefined> =>
  trx.selectFrom('person').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function insertPerson(
  trx: Transaction<Database>,
  person: Insertable<Database['person']>,
): Promise<void> {
  await trx.insertInto('person').values(person).execute()
}

/** The newest revision of each item, or of those named, in the order of their codes. */
export function newestItems(
  db: Kysely<Database>,
  personId: RandomId,
  codes?: readonly ItemCode[],
): Promise<Pick<Selectable<Database['record_item']>, 'code' | 'revision' | 'sealed'>[]> {
  const items = db
    .selectFrom('record_item')
    .distinctOn('code')
    .select(['code', 'revision', 'sealed'])
    .where('person_id', '=', personId)
    .orderBy('code')
    .orderBy('revision', 'desc')
  if (codes === undefined) return items.execute()
  return codes.length === 0 ? Promise.resolve([]) : items.where('code', 'in', codes).execute()
}

export async function insertItems(
  trx: Transaction<Database>,
  items: readonly Insertable<Database['record_item']>[],
): Promise<void> {
  await trx
    .insertInto('record_item')
    .values([...items])
    .execute()
}
