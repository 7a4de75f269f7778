import type { NewTelling } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember, Reply } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { reactAll } from '../referrals/react.ts'
import type { StaffActor } from '../staff/actor.ts'
import { lockToldIn, markUntold } from './lock-told.ts'
import { readLedgerOf } from './read-ledger.ts'
import { recordTelling } from './record-telling.ts'
import { requireBecause } from './require-because.ts'

/**
 * Records what she told, or was asked about, in a referral: by the sender in her own ledger, by the
 * receiver in that of the referral, of which the sender learns what was asked. Throws `Problem`:
 * `transition-refused` when the receiver has no business with her any more, and as `requireBecause`.
 */
export async function tellInReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  { id: referral, ...telling }: NewTelling & { id: RandomId },
  remember: Remember,
): Promise<Reply> {
  const { db, now } = context
  const { topic, form, was_asked } = telling
  const { reply, untold } = await db.transaction().execute(async (trx) => {
    const { held, connected, whose } = await lockToldIn(trx, referral)
    const ledger = await readLedgerOf(trx, context, held)
    requireBecause(ledger, telling, [{ topic, pointer: '/because' }])
    const id = await recordTelling(trx, context, actor, { whose, ledger }, telling)
    const marked = was_asked ? await markUntold(trx, connected) : []
    const { account } = ledger
    const earlier = form === 'statutory_interview' && account ? { earlier_account: account } : {}
    const answer = { status: 201, body: { id, ...earlier } }
    await remember(trx, answer)
    await appendAudit(trx, {
      at: seconds(now),
      actor: actorIn(actor),
      act: 'telling.record',
      subject: referral,
      detail: { topic, form, asked: was_asked ? 'yes' : 'no' },
    })
    return { reply: answer, untold: marked }
  })
  await reactAll(context, exchange, untold)
  return reply
}
