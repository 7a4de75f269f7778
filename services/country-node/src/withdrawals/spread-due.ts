import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { lockConnected, spreadUndoing, spreadWithdrawal } from './spread-withdrawal.ts'
import { lockWithdrawal } from './withdrawal-queries.ts'

/**
 * Spreads the withdrawals, and undoings, that came by a referral and have reached nothing else of
 * hers here yet. Returns the referrals that reactions have to look at.
 */
export async function spreadDue(context: NodeContext): Promise<RandomId[]> {
  const due = await context.db
    .selectFrom('withdrawal')
    .select(['id', 'person_id'])
    .where(({ eb, or, and }) =>
      or([
        eb('spread_at', 'is', null),
        and([eb('undone_at', 'is not', null), eb('undo_spread_at', 'is', null)]),
      ]),
    )
    .limit(100)
    .execute()
  const reached: RandomId[] = []
  for (const { id, person_id } of due) reached.push(...(await spreadOne(context, id, person_id)))
  return reached
}

function spreadOne(context: NodeContext, id: RandomId, person: RandomId): Promise<RandomId[]> {
  return context.db.transaction().execute(async (trx) => {
    const connected = await lockConnected(trx, person)
    const withdrawal = await lockWithdrawal(trx, id)
    if (!withdrawal) return []
    if (!withdrawal.spread_at) await spreadWithdrawal(trx, context, withdrawal, connected)
    const isUndone = withdrawal.undone_at && !withdrawal.undo_spread_at
    if (isUndone) await spreadUndoing(trx, context, withdrawal, connected)
    await appendAudit(trx, {
      at: seconds(context.now),
      actor: 'system',
      act: isUndone ? 'withdrawal.undo_spread' : 'withdrawal.spread',
      subject: id,
    })
    return connected.map((referral) => referral.id)
  })
}
