import type { NewTelling } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import { reactAll } from '../referrals/react.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { lockTold, markUntold } from './lock-told.ts'
import { readPersonLedger } from './read-ledger.ts'
import { recordTelling } from './record-telling.ts'
import { requireBecause } from './require-because.ts'

/**
 * Records that a person of this organisation told something, or was asked about it, that is not
 * written down as an item. Throws as `decide`, `idempotently` and `requireBecause`.
 */
export async function tellPerson(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  request: IdempotentRequest,
  { id: person, ...telling }: NewTelling & { id: RandomId },
) {
  decide(actor, 'telling.record')
  const { db, now } = context
  const { topic, form, was_asked } = telling
  let untold: RandomId[] = []

  const done = await idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const connected = await lockTold(trx, person)
      await decideOnPerson(trx, actor, 'telling.record', { id: person, at: now() })
      const ledger = await readPersonLedger(trx, context, person)
      requireBecause(ledger, telling, [{ topic, pointer: '/because' }])
      const whose = { person_id: person, referral_id: null }
      const id = await recordTelling(trx, context, actor, { whose, ledger }, telling)
      if (was_asked) untold = await markUntold(trx, connected)
      const { account } = ledger
      const earlier = form === 'statutory_interview' && account ? { earlier_account: account } : {}
      const reply = { status: 201, body: { id, ...earlier } }
      await remember(trx, reply)
      await appendAudit(trx, {
        at: seconds(now),
        actor,
        act: 'telling.record',
        subject: person,
        detail: { topic, form, asked: was_asked ? 'yes' : 'no' },
      })
      return reply
    }),
  )
  await reactAll(context, exchange, untold)
  return done
}
