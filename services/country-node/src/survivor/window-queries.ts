import type { RandomId } from '@causeway/schemas/wire'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { MAX_TRIES } from './window-state.ts'

export type Window = Selectable<Database['survivor_window']>

/** The newest of this person, whether or not it can still be opened. */
export const findWindowOf = (db: Kysely<Database>, person: RandomId): Promise<Window | undefined> =>
  db
    .selectFrom('survivor_window')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export const getWindow = (db: Kysely<Database>, id: RandomId): Promise<Window> =>
  db.selectFrom('survivor_window').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Whether a code and a PIN still open it. */
export const isOpen = ({ closed_at, tries }: Pick<Window, 'closed_at' | 'tries'>): boolean =>
  closed_at === null && tries < MAX_TRIES

export async function insertWindow(
  trx: Transaction<Database>,
  window: Insertable<Database['survivor_window']>,
): Promise<void> {
  await trx.insertInto('survivor_window').values(window).execute()
}

/** Whether there is a window of this code that has a try left; counts none. */
export const hasTries = async (db: Kysely<Database>, codeHash: string): Promise<boolean> =>
  (await db
    .selectFrom('survivor_window')
    .select('id')
    .where('code_sha256', '=', codeHash)
    .where('closed_at', 'is', null)
    .where('tries', '<', MAX_TRIES)
    .executeTakeFirst()) !== undefined

/** Counts a try at the window of this code, if it has one left; a statement of its own. */
export const countTry = (db: Kysely<Database>, codeHash: string): Promise<Window | undefined> =>
  db
    .updateTable('survivor_window')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('code_sha256', '=', codeHash)
    .where('closed_at', 'is', null)
    .where('tries', '<', MAX_TRIES)
    .returningAll()
    .executeTakeFirst()

/** Closes whatever window this person has, in every browser; how many there were. */
export async function closeWindows(
  trx: Transaction<Database>,
  person: RandomId,
  at: Date,
): Promise<number> {
  const closed = await trx
    .updateTable('survivor_window')
    .set({ closed_at: at })
    .where('person_id', '=', person)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute()
  if (closed.length === 0) return 0
  const ids = closed.map(({ id }) => id)
  await trx.deleteFrom('survivor_session').where('window_id', 'in', ids).execute()
  return closed.length
}

/** Its next five tries begin; the PIN for danger is noted. `false` when it was closed meanwhile. */
export async function noteEntry(
  trx: Transaction<Database>,
  id: RandomId,
  duressAt: Date | null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('survivor_window')
    .set(({ ref, fn, val }) => ({
      tries: 0,
      duress_at: fn.coalesce(val(duressAt), ref('duress_at')),
    }))
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
