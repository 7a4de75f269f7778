import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { deleteSession, deleteSessionsOf } from './session-queries.ts'
import type { Session } from './session-state.ts'
import type { LoggedOut } from './verify-logout-token.ts'

/** Ends the session that somebody asks in; the cookie is worth nothing from then on. */
export async function endSession(
  { db, now }: NodeContext,
  { idHash, actor }: Session,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await deleteSession(trx, idHash))) return
    const { pseudonym: subject } = actor
    await appendAudit(trx, { at: seconds(now), actor, act: 'session.end', subject })
  })
}

/** Ends what the provider says is over: one session, or all of somebody. */
export async function endSessionsOf({ db, now }: NodeContext, whose: LoggedOut): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const [pseudonym, ...more] = await deleteSessionsOf(trx, whose)
    if (pseudonym === undefined) return
    await appendAudit(trx, {
      at: seconds(now),
      actor: 'system',
      act: 'session.end',
      subject: pseudonym,
      detail: { sessions: 1 + more.length },
    })
  })
}
