import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export const findDataKey = (db: Kysely<Database>, subjectId: string, category: string) =>
  db
    .selectFrom('data_key')
    .select(['wrapped', 'wrapped_by'])
    .where('subject_id', '=', subjectId)
    .where('category', '=', category)
    .executeTakeFirst()

/** Those that there are of these categories. */
export const listDataKeys = (
  db: Kysely<Database>,
  subjectId: string,
  categories: readonly string[],
): Promise<{ category: string; wrapped: Buffer; wrapped_by: string }[]> =>
  categories.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('data_key')
        .select(['category', 'wrapped', 'wrapped_by'])
        .where('subject_id', '=', subjectId)
        .where('category', '=', sql<string>`any(${categories}::text[])`)
        .execute()

/**
 * The key as it is kept; `undefined` when another one is. Waits for another transaction that is
 * keeping the same key; the first one stays.
 */
export const keepDataKey = (db: Kysely<Database>, key: Insertable<Database['data_key']>) =>
  db
    .insertInto('data_key')
    .values(key)
    .onConflict((conflict) => conflict.columns(['subject_id', 'category']).doNothing())
    .returning(['wrapped', 'wrapped_by'])
    .executeTakeFirst()

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
