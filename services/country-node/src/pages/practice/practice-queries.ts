import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { destroyDataKeys } from '../../vault/data-key-queries.ts'

/** Whether this worker has ever begun a record or accepted somebody: both assign whoever does it. */
export async function hasWorked(db: Kysely<Database>, pseudonym: RandomId): Promise<boolean> {
  const own = await db
    .selectFrom('assignment')
    .select('position')
    .where('pseudonym', '=', pseudonym)
    .where('assigned_by', '=', pseudonym)
    .limit(1)
    .executeTakeFirst()
  return own !== undefined
}

export const listPracticeOf = (trx: Transaction<Database>, pseudonym: RandomId) =>
  trx
    .selectFrom('page_draft')
    .select('id')
    .where('pseudonym', '=', pseudonym)
    .where('is_practice', '=', true)
    .forUpdate()
    .execute()

export const listPracticeBefore = (trx: Transaction<Database>, before: Date) =>
  trx
    .selectFrom('page_draft')
    .select('id')
    .where('is_practice', '=', true)
    .where('begun_at', '<', before)
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()

/** Keys and row: of practice nothing stays. Of a draft that is none it deletes nothing. */
export async function deletePractice(trx: Transaction<Database>, id: RandomId): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('page_draft')
    .where('id', '=', id)
    .where('is_practice', '=', true)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await destroyDataKeys(trx, id)
}
