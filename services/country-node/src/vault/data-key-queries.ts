import type { Insertable, Kysely } from 'kysely'
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
