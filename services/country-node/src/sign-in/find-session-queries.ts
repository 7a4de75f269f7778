import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { openSession, readSession, SESSION_COLUMNS } from './session-rows.ts'
import { limits, type Session } from './session-state.ts'

/** As `useSession`, without counting as use: for what a browser asks by itself. */
export const peekSession = (
  db: Kysely<Database>,
  idHash: string,
  at: Date,
): Promise<Session | undefined> => find(db, idHash, at, 0)

/**
 * A session that is open, or whose time was up a short while ago: good for nothing but to know whose
 * a form is that came too late. One that was ended by somebody is not found.
 */
export const findLapsed = (
  db: Kysely<Database>,
  idHash: string,
  at: Date,
): Promise<Session | undefined> => find(db, idHash, at, limits.kept)

async function find(
  db: Kysely<Database>,
  idHash: string,
  at: Date,
  grace: number,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('staff_member as member', (join) =>
      join
        .onRef('member.pseudonym', '=', 'session.pseudonym')
        .onRef('member.org', '=', 'session.org')
        .onRef('member.role', '=', 'session.role'),
    )
    .select(SESSION_COLUMNS)
    .where('session.id_hash', '=', idHash)
    .where(openSession(at, grace))
    .executeTakeFirst()
  return row && readSession(idHash, row)
}

/** Which of these sessions are open, by the hash of their cookie. */
export async function listOpenSessions(
  db: Kysely<Database>,
  idHashes: readonly string[],
  at: Date,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('session')
    .select('id_hash')
    .where('id_hash', 'in', idHashes)
    .where(openSession(at))
    .execute()
  return new Set(rows.map(({ id_hash }) => id_hash))
}
