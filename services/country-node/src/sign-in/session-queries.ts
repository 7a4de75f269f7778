import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { StaffActor } from '../staff/actor.ts'
import { before, openSession, readSession, SESSION_COLUMNS } from './session-rows.ts'
import { limits, type Session } from './session-state.ts'

/** What the newest sign-in or second factor says of somebody. */
const factsOf = ({ org, role, trainedUntil }: StaffActor, providerSession: string | undefined) => ({
  org,
  role,
  trained_until: trainedUntil ?? null,
  provider_session: providerSession ?? null,
})

interface Begun {
  idHash: string
  actor: StaffActor
  providerSession: string | undefined
  formToken: RandomId
  isStrong: boolean
}

/**
 * Removes what has run out on the way, so that the table holds nobody's traces for long: but not
 * before a form that comes too late is not kept any more.
 */
export async function insertSession(
  trx: Transaction<Database>,
  { idHash, actor, providerSession, formToken, isStrong }: Begun,
  at: Date,
): Promise<void> {
  await trx
    .deleteFrom('session')
    .where((where) =>
      where.or([
        where('seen_at', '<=', before(at, limits.idle + limits.kept)),
        where('begun_at', '<=', before(at, limits.session + limits.kept)),
      ]),
    )
    .execute()
  await trx
    .insertInto('session')
    .values({
      id_hash: idHash,
      pseudonym: actor.pseudonym,
      ...factsOf(actor, providerSession),
      form_token: formToken,
      begun_at: at,
      seen_at: at,
      strong_at: isStrong ? at : null,
    })
    .execute()
}

/**
 * The session of a cookie, which counts as used by that; `undefined` when there is none or its time
 * is up. A newer token that names another role or organisation ends it, wherever it was shown.
 */
export async function useSession(
  db: Kysely<Database>,
  idHash: string,
  at: Date,
): Promise<Session | undefined> {
  const row = await db
    .updateTable('session')
    .from('staff_member as member')
    .set({ seen_at: at })
    .where('id_hash', '=', idHash)
    .where(openSession(at))
    .whereRef('member.pseudonym', '=', 'session.pseudonym')
    .whereRef('member.org', '=', 'session.org')
    .whereRef('member.role', '=', 'session.role')
    .returning(SESSION_COLUMNS)
    .executeTakeFirst()
  return row && readSession(idHash, row)
}

interface Strengthened {
  /** Of the cookie until now. */
  idHash: string
  freshIdHash: string
  actor: StaffActor
  providerSession: string | undefined
}

/** `false` when the session has ended meanwhile, or is somebody else's. */
export async function strengthenSession(
  trx: Transaction<Database>,
  { idHash, freshIdHash, actor, providerSession }: Strengthened,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('session')
    .set({
      id_hash: freshIdHash,
      ...factsOf(actor, providerSession),
      seen_at: at,
      strong_at: at,
    })
    .where('id_hash', '=', idHash)
    .where('pseudonym', '=', actor.pseudonym)
    .where(openSession(at))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/**
 * The token in the forms of this browser's session, open or over, if it was the same person's: a
 * form that still stands open in another tab can then be sent. Nothing for anybody else.
 */
export async function formTokenOf(
  trx: Transaction<Database>,
  idHash: string,
  { pseudonym, org, role }: StaffActor,
): Promise<RandomId | undefined> {
  const row = await trx
    .selectFrom('session')
    .select('form_token')
    .where('id_hash', '=', idHash)
    .where('pseudonym', '=', pseudonym)
    .where('org', '=', org)
    .where('role', '=', role)
    .executeTakeFirst()
  return row?.form_token
}

/** Whether there was one. */
export async function deleteSession(trx: Transaction<Database>, idHash: string): Promise<boolean> {
  const gone = await trx
    .deleteFrom('session')
    .where('id_hash', '=', idHash)
    .returning('id_hash')
    .execute()
  return gone.length > 0
}

/** Those of one session at the provider, or of everything of a subject; returns whose they were. */
export async function deleteSessionsOf(
  trx: Transaction<Database>,
  whose: { providerSession: string } | { subject: string },
): Promise<RandomId[]> {
  const gone = await trx
    .deleteFrom('session')
    .where((where) =>
      'providerSession' in whose
        ? where('provider_session', '=', whose.providerSession)
        : where(
            'pseudonym',
            'in',
            where
              .selectFrom('staff_member')
              .select('pseudonym')
              .where('subject', '=', whose.subject),
          ),
    )
    .returning('pseudonym')
    .execute()
  return gone.map(({ pseudonym }) => pseudonym)
}
