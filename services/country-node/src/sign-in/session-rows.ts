import type { ExpressionBuilder } from 'kysely'
import type { Database } from '../database/schema.ts'
import { limits, type Session } from './session-state.ts'

/** What a session is read from, joined with what the newest token says of the member. */
export const SESSION_COLUMNS = [
  'session.pseudonym',
  'session.org',
  'session.role',
  'session.trained_until',
  'session.form_token',
  'session.begun_at',
  'session.seen_at',
  'session.strong_at',
  'member.subject',
  'member.name',
] as const

type SessionRow = Pick<
  Database['session'],
  | 'pseudonym'
  | 'org'
  | 'role'
  | 'trained_until'
  | 'form_token'
  | 'begun_at'
  | 'seen_at'
  | 'strong_at'
> & { subject: string; name: string | null }

export function readSession(idHash: string, row: SessionRow): Session {
  const { pseudonym, org, role, subject, name, trained_until } = row
  const training = trained_until === null ? {} : { trainedUntil: trained_until }
  return {
    idHash,
    actor: { subject, org, role, pseudonym, name: name ?? '', ...training },
    formToken: row.form_token,
    begunAt: row.begun_at,
    seenAt: row.seen_at,
    strongAt: row.strong_at,
  }
}

export const before = (at: Date, milliseconds: number): Date =>
  new Date(at.getTime() - milliseconds)

type Sessions = ExpressionBuilder<Database, 'session'>

/** Whose time is not up; with `grace`, milliseconds, also those whose time was up that long ago. */
export const openSession =
  (at: Date, grace = 0) =>
  (where: Sessions) =>
    where.and([
      where('session.seen_at', '>', before(at, limits.idle + grace)),
      where('session.begun_at', '>', before(at, limits.session + grace)),
    ])
