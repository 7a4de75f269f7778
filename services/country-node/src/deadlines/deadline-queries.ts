import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export type StoredDeadline = Selectable<Database['deadline']>

export const listDeadlines = (
  db: Kysely<Database>,
  referral: RandomId,
): Promise<StoredDeadline[]> =>
  db.selectFrom('deadline').selectAll().where('referral_id', '=', referral).execute()

export const findDeadline = (
  db: Kysely<Database>,
  id: RandomId,
): Promise<StoredDeadline | undefined> =>
  db.selectFrom('deadline').selectAll().where('id', '=', id).executeTakeFirst()

/** Those that are not done and fall due before then, in that order. */
export const listDue = (
  db: Kysely<Database>,
  before: Seconds,
  limit: number,
): Promise<Pick<StoredDeadline, 'id' | 'due_at'>[]> =>
  db
    .selectFrom('deadline')
    .select(['id', 'due_at'])
    .where('done_at', 'is', null)
    .where('due_at', '<', before)
    .orderBy('due_at')
    .limit(limit)
    .execute()

/** The last second of the year 9999: comes after all that is due. */
export const NOTHING_DUE = 253_402_300_799

/** Says of a referral by when something is awaited next: what lists are in the order of. */
export async function setDue(
  trx: Transaction<Database>,
  referral: RandomId,
  due: Seconds | undefined,
): Promise<void> {
  const due_at = due ?? NOTHING_DUE
  await trx
    .updateTable('referral')
    .set({ due_at })
    .where('id', '=', referral)
    .where('due_at', '!=', due_at)
    .execute()
}

/**
 * Marks a deadline as done, in the transaction of what it brings about. `false` when it was done
 * before, or is not due (any more): then nothing may be brought about.
 */
export async function takeDeadline(
  trx: Transaction<Database>,
  id: RandomId,
  at: Seconds,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('deadline')
    .set({ done_at: at })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .where('due_at', '<=', at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
