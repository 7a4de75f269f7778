import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { herself } from './herself.ts'
import { deleteWindowSession } from './window-session-queries.ts'
import type { WindowSession } from './window-state.ts'

/** Ends the session; the cookie is worth nothing from then on. */
export async function leaveWindow({ db, now }: NodeContext, session: WindowSession): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const window = await deleteWindowSession(trx, session.idHash)
    if (!window) return
    const actor = herself(session)
    await appendAudit(trx, { at: seconds(now), actor, act: 'window.leave', subject: window })
  })
}
