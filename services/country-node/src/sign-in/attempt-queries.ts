import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { limits } from './session-state.ts'

export interface Attempt {
  /** Of `state`, which the provider gives back. */
  stateHash: string
  /** Of the secret in the cookie of the browser that began. */
  browserHash: string
  /** Where to go on afterwards, a path of this node. */
  to: string
  /** The session that a second factor is for; `null` at a sign-in. */
  sessionHash: string | null
}

/** Removes what nobody has come back from, on the way. */
export async function insertAttempt(
  db: Kysely<Database>,
  { stateHash, browserHash, to, sessionHash }: Attempt,
  at: Date,
): Promise<void> {
  await db
    .with('gone', (gone) =>
      gone
        .deleteFrom('sign_in_attempt')
        .where('begun_at', '<=', new Date(at.getTime() - limits.attempt)),
    )
    .insertInto('sign_in_attempt')
    .values({
      state_hash: stateHash,
      browser_hash: browserHash,
      to,
      session_hash: sessionHash,
      begun_at: at,
    })
    .execute()
}

/** Takes it out, so that it is found once only, and by the browser that began it only. */
export async function takeAttempt(
  db: Kysely<Database>,
  { stateHash, browserHash }: Pick<Attempt, 'stateHash' | 'browserHash'>,
  at: Date,
): Promise<(Pick<Attempt, 'to' | 'sessionHash'> & { begunAt: Date }) | undefined> {
  const row = await db
    .deleteFrom('sign_in_attempt')
    .where('state_hash', '=', stateHash)
    .where('browser_hash', '=', browserHash)
    .returning(['to', 'session_hash', 'begun_at'])
    .executeTakeFirst()
  if (!row || at.getTime() - row.begun_at.getTime() >= limits.attempt) return undefined
  return { to: row.to, sessionHash: row.session_hash, begunAt: row.begun_at }
}
