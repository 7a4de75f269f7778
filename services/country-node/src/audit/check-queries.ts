import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction, Updateable } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Check } from './check-state.ts'
import type { NotedHead } from './walk-chain.ts'

/** Newest first. */
export const listChecks = (db: Kysely<Database>, limit: number): Promise<Check[]> =>
  db
    .selectFrom('audit_check')
    .selectAll()
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

/** When the chain was last found whole, and what it ended with then. */
export async function findLastWhole(
  db: Kysely<Database>,
): Promise<{ ended_at: Date | null; noted: NotedHead } | undefined> {
  const found = await db
    .selectFrom('audit_check')
    .select(['ended_at', 'total', 'head'])
    .where('verdict', '=', 'whole')
    .orderBy('begun_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found && { ended_at: found.ended_at, noted: { n: found.total, hash: found.head } }
}

/** Gives the check that nobody works on any more its verdict. */
export const endDead = (trx: Transaction<Database>, deadSince: Date, now: Date) =>
  trx
    .updateTable('audit_check')
    .set({ verdict: 'interrupted', ended_at: now })
    .where('verdict', 'is', null)
    .where('seen_at', '<', deadSince)
    .execute()

/** `false` when one runs already: the table holds one at most. */
export async function insertCheck(
  trx: Transaction<Database>,
  check: Pick<Check, 'id' | 'begun_at' | 'begun_by' | 'total' | 'head'>,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('audit_check')
    .values({ ...check, seen_at: check.begun_at, ended_at: null, verdict: null, broken_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export const findRunning = (db: Kysely<Database>): Promise<Check | undefined> =>
  db.selectFrom('audit_check').selectAll().where('verdict', 'is', null).executeTakeFirst()

/** `false` when somebody has found it dead in the meantime: it counts no more. */
export async function updateRunning(
  db: Kysely<Database>,
  id: RandomId,
  changes: Updateable<Database['audit_check']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('audit_check')
    .set(changes)
    .where('id', '=', id)
    .where('verdict', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
