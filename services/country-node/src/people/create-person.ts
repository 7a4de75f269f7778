import type { NewPerson } from '@causeway/schemas/api'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { assignSelf } from '../assignments/assign-self.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { recordHeard } from '../notices/record-heard.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { recordToldItems } from '../telling/record-telling.ts'
import { recordItems } from './record-items.ts'
import { insertPerson } from './record-queries.ts'

/**
 * Opens a record for someone, in the caller's organisation, once she has heard what becomes of her
 * words. Throws `Problem('notice-unknown')`, and as `decide` and `idempotently`.
 */
export async function createPerson(
  context: NodeContext,
  actor: StaffActor,
  request: IdempotentRequest,
  { items, told, heard }: NewPerson,
) {
  decide(actor, 'person.create')
  const { db, now, randomId } = context
  const { org, pseudonym } = actor

  return idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const id = randomId()
      await insertPerson(trx, { id, org, created_by: pseudonym, created_at: now() })
      await assignSelf(trx, actor, { kind: 'person', id }, now())
      await recordHeard(context, trx, { personId: id, by: pseudonym }, heard)
      await recordItems(context, trx, { personId: id, by: pseudonym }, items)
      const nothingTold = { personId: id, ledger: { topics: [] } }
      await recordToldItems(trx, context, actor, nothingTold, { items, told })
      const reply = { status: 201, body: { id } }
      await remember(trx, reply)
      await appendAudit(trx, {
        at: seconds(now),
        actor,
        act: 'person.create',
        subject: id,
        detail: { items: items.map((item) => item.code) },
      })
      return reply
    }),
  )
}
