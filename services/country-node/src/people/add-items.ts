import type { NewItems } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { requireUsable } from '../withdrawals/restricted.ts'
import { recordItems } from './record-items.ts'
import { lockPerson } from './record-queries.ts'

/**
 * Adds to a record of the caller's organisation. Throws as `decide`, `idempotently`, and
 * `requireUsable` when she has withdrawn what it is about.
 */
export async function addItems(
  context: NodeContext,
  actor: StaffActor,
  request: IdempotentRequest,
  { id, items }: NewItems & { id: RandomId },
) {
  decide(actor, 'person.write')
  const { db, now } = context

  return idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const person = await lockPerson(trx, id)
      if (!person) throw new Problem('not-found')
      decide(actor, 'person.write', person)
      await requireUsable(
        trx,
        id,
        items.map(({ code }) => code),
      )

      const recorder = { personId: id, by: actor.pseudonym }
      const revisions = await recordItems(context, trx, recorder, items)
      const reply = { status: 201, body: { id, revisions } }
      await remember(trx, reply)
      await appendAudit(trx, {
        at: seconds(now),
        actor,
        act: 'person.write',
        subject: id,
        detail: { items: revisions.map(({ code, revision }) => `${code}/${revision}`) },
      })
      return reply
    }),
  )
}
