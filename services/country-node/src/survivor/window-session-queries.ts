import type { Language } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { type WindowSession, windowLimits } from './window-state.ts'

const before = (at: Date, milliseconds: number) => new Date(at.getTime() - milliseconds)

/** Removes what has run out on the way, so that the table holds nobody's traces for long. */
export async function insertWindowSession(
  trx: Transaction<Database>,
  begun: Pick<WindowSession, 'idHash' | 'window' | 'language' | 'formToken' | 'isDuress'>,
  at: Date,
): Promise<void> {
  await trx
    .deleteFrom('survivor_session')
    .where((where) =>
      where.or([
        where('seen_at', '<=', before(at, windowLimits.idle)),
        where('begun_at', '<=', before(at, windowLimits.session)),
      ]),
    )
    .execute()
  await trx
    .insertInto('survivor_session')
    .values({
      id_hash: begun.idHash,
      window_id: begun.window,
      form_token: begun.formToken,
      language: begun.language,
      is_duress: begun.isDuress,
      begun_at: at,
      seen_at: at,
    })
    .execute()
}

/**
 * The session of a cookie, which counts as used by that; `undefined` when there is none, its time is
 * up, or a worker has closed or renewed the window.
 */
export async function useWindowSession(
  db: Kysely<Database>,
  idHash: string,
  at: Date,
): Promise<WindowSession | undefined> {
  const row = await db
    .updateTable('survivor_session')
    .from('survivor_window as window')
    .set({ seen_at: at })
    .where('id_hash', '=', idHash)
    .where('seen_at', '>', before(at, windowLimits.idle))
    .where('begun_at', '>', before(at, windowLimits.session))
    .whereRef('window.id', '=', 'survivor_session.window_id')
    .where('window.closed_at', 'is', null)
    .returning([
      'window_id as window',
      'window.person_id as person',
      'window.org',
      'survivor_session.language',
      'form_token as formToken',
      'is_duress as isDuress',
      'begun_at as begunAt',
    ])
    .executeTakeFirst()
  return row && { idHash, ...row }
}

export async function setWindowLanguage(
  db: Kysely<Database>,
  idHash: string,
  language: Language,
): Promise<void> {
  await db.updateTable('survivor_session').set({ language }).where('id_hash', '=', idHash).execute()
}

/** Whose it was; `undefined` when it was gone already. */
export async function deleteWindowSession(
  trx: Transaction<Database>,
  idHash: string,
): Promise<RandomId | undefined> {
  const gone = await trx
    .deleteFrom('survivor_session')
    .where('id_hash', '=', idHash)
    .returning('window_id')
    .executeTakeFirst()
  return gone?.window_id
}
