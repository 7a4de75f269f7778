import type { NewItems } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { reactAll } from '../referrals/react.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { lockTold, markUntold } from '../telling/lock-told.ts'
import { readPersonLedger } from '../telling/read-ledger.ts'
import { recordToldItems } from '../telling/record-telling.ts'
import { requireBecause } from '../telling/require-because.ts'
import { requireUsable } from '../withdrawals/restricted.ts'
import { decideOnPerson } from './decide-on-person.ts'
import { recordItems } from './record-items.ts'

/**
 * Adds to a record of the caller's organisation. Throws as `decide`, `idempotently`,
 * `requireBecause` when she was asked about what she had told, and `requireUsable` when she has
 * withdrawn what it is about.
 */
export async function addItems(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  request: IdempotentRequest,
  { id, items, told }: NewItems & { id: RandomId },
) {
  decide(actor, 'person.write')
  const { db, now } = context

  let untold: RandomId[] = []

  const done = await idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const connected = await lockTold(trx, id)
      await decideOnPerson(trx, actor, 'person.write', { id, at: now() })
      await requireUsable(
        trx,
        id,
        items.map(({ code }) => code),
      )

      const askings = items.map(({ code: topic }, index) => ({
        topic,
        pointer: `/items/${index}/code`,
      }))
      const ledger = await readPersonLedger(trx, context, id)
      requireBecause(ledger, told, askings)

      const recorder = { personId: id, by: actor.pseudonym }
      const revisions = await recordItems(context, trx, recorder, items)
      await recordToldItems(trx, context, actor, { personId: id, ledger }, { items, told })
      if (told.was_asked) untold = await markUntold(trx, connected)
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
  await reactAll(context, exchange, untold)
  return done
}
