import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export const findDataKey = (db: Kysely<Database>, subjectId: string, category: string) =>
  db
    .selectFrom('data_key')
    .select(['wrapped', 'wrapped_by'])
    .where('subject_id', '=', subjectId)
    .where('category', '=', category)
    .executeTakeFirst()

/** Waits for another transaction that is keeping the same key; the first one stays. */
export async function keepDataKey(
  db: Kysely<Database>,
  key: Insertable<Database['data_key']>,
): Promise<void> {
  await db
    .insertInto('data_key')
    .values(key)
    .onConflict((conflict) => conflict.columns(['subject_id', 'category']).doNothing())
    .execute()
}

/**
 * Destroys what this subject's sealed items open with, or those of one category: they are gone for
 * good, in every copy. Returns the categories that there were keys of.
 */
export async function destroyDataKeys(
  trx: Transaction<Database>,
  subjectId: string,
  category?: string,
): Promise<string[]> {
  const rows = await trx
    .deleteFrom('data_key')
    .where('subject_id', '=', subjectId)
    .$if(category !== undefined, (query) => query.where('category', '=', category as string))
    .returning('category')
    .execute()
  return rows.map((row) => row.category)
}
