import type { WithdrawalPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { lockConnected, spreadUndoing } from './spread-withdrawal.ts'
import { tellAtOnce } from './tell-at-once.ts'
import { requireUndoable } from './undo-until.ts'
import { lockWithdrawal } from './withdrawal-queries.ts'

/**
 * She takes a withdrawal back: agreements are in force again and everybody who was told of it is
 * told of this. A referral that it ended stays ended; a new one is made from what she told once.
 * Throws as `decide`, `idempotently` and `requireUndoable`.
 */
export async function undoWithdrawal(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  request: IdempotentRequest,
  { id: person, withdrawal: id }: WithdrawalPath,
) {
  decide(actor, 'withdrawal.undo')
  const { db, now } = context
  let told: RandomId[] = []

  const done = await idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const connected = await lockConnected(trx, person)
      await decideOnPerson(trx, actor, 'withdrawal.undo', { id: person, at: now() })
      const withdrawal = await lockWithdrawal(trx, id)
      if (withdrawal?.person_id !== person) throw new Problem('not-found')
      requireUndoable(withdrawal, context)

      await trx.updateTable('withdrawal').set({ undone_at: now() }).where('id', '=', id).execute()
      const undone = { ...withdrawal, by: actor.pseudonym }
      const reached = await spreadUndoing(trx, context, undone, connected)
      told = reached.referrals
      const reply = { status: 200, body: { id } }
      await remember(trx, reply)
      await appendAudit(trx, {
        at: seconds(now),
        actor,
        act: 'withdrawal.undo',
        subject: person,
        detail: { ...reached, withdrawal: id },
      })
      return reply
    }),
  )
  await tellAtOnce(context, exchange, told)
  return done
}
