import type { Category } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

type StoredRevision = Selectable<Database['issued_record']>
type StoredGroup = Selectable<Database['issued_disclosure']>

/** The newest revision of the record that was made of a person for one other node. */
export const findNewestRevision = (
  db: Kysely<Database>,
  personId: RandomId,
  toNode: NodeId,
): Promise<StoredRevision | undefined> =>
  db
    .selectFrom('issued_record')
    .selectAll()
    .where('person_id', '=', personId)
    .where('to_node', '=', toNode)
    .orderBy('rev', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The newest revision of a record that this node signed. */
export const findIssued = (
  db: Kysely<Database>,
  rec: RandomId,
): Promise<StoredRevision | undefined> =>
  db
    .selectFrom('issued_record')
    .selectAll()
    .where('rec', '=', rec)
    .orderBy('rev', 'desc')
    .limit(1)
    .executeTakeFirst()

/** `false` when there is a revision of that number already. */
export async function insertRevision(
  trx: Transaction<Database>,
  revision: Insertable<Database['issued_record']>,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('issued_record')
    .values(revision)
    .onConflict((conflict) => conflict.doNothing())
    .returning('rec')
    .executeTakeFirst()
  return inserted !== undefined
}

export const listIssuedGroups = (db: Kysely<Database>, rec: RandomId): Promise<StoredGroup[]> =>
  db
    .selectFrom('issued_disclosure')
    .selectAll()
    .where('rec', '=', rec)
    .orderBy('category')
    .execute()

export async function keepIssuedGroup(
  trx: Transaction<Database>,
  group: Insertable<Database['issued_disclosure']>,
): Promise<void> {
  const { rev, sealed } = group
  await trx
    .insertInto('issued_disclosure')
    .values(group)
    .onConflict((conflict) => conflict.columns(['rec', 'category']).doUpdateSet({ rev, sealed }))
    .execute()
}

export async function dropIssuedGroup(
  trx: Transaction<Database>,
  rec: RandomId,
  category: Category,
): Promise<void> {
  await trx
    .deleteFrom('issued_disclosure')
    .where('rec', '=', rec)
    .where('category', '=', category)
    .execute()
}
