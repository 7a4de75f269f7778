import type { RandomId } from '@causeway/schemas/wire'
import type { Remember, Reply } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import { lockPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { closeWindows } from './window-queries.ts'

/** Closes her window in every browser, for good; a new one takes a new code. Throws as `decide`. */
export const closeWindow = (
  { db, now }: NodeContext,
  actor: StaffActor,
  person: RandomId,
  remember: Remember,
): Promise<Reply> =>
  db.transaction().execute(async (trx) => {
    await lockPerson(trx, person)
    await decideOnPerson(trx, actor, 'window.open', { id: person, at: now() })
    const closed = await closeWindows(trx, person, now())
    const reply = { status: 200, body: { closed } }
    await remember(trx, reply)
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'window.close',
      subject: person,
      detail: { closed },
    })
    return reply
  })
