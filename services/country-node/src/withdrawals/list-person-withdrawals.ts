import type { WithdrawalList } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { undoUntil } from './undo-until.ts'
import { listRecipients, listWithdrawals, type Withdrawal } from './withdrawal-queries.ts'

/**
 * What a person withdrew, who was told, and who has answered; newest first. The reading is on record
 * before anything is answered. Throws as `decide`.
 */
export function listPersonWithdrawals(
  { db, now, pace }: NodeContext,
  actor: StaffActor,
  id: RandomId,
): Promise<WithdrawalList> {
  decide(actor, 'withdrawal.read')
  return db.transaction().execute(async (trx) => {
    await decideOnPerson(trx, actor, 'withdrawal.read', { id, at: now() })

    const withdrawals = await listWithdrawals(trx, id)
    const recipients = await listRecipients(
      trx,
      withdrawals.map((one) => one.id),
    )
    await appendAudit(trx, { at: seconds(now), actor, act: 'withdrawal.read', subject: id })
    return {
      withdrawals: withdrawals.map((withdrawal) => ({
        ...view(withdrawal, pace),
        recipients: recipients
          .filter((one) => one.withdrawal_id === withdrawal.id)
          .map(({ referral, to, eid, state }) => ({
            referral,
            to,
            is_told: eid !== null,
            answered: state.restrictions.some(
              (one) => one.withdrawal === eid && one.answeredBy.length > 0,
            ),
          })),
      })),
    }
  })
}

function view({ id, groups, at, came_by, undone_at }: Withdrawal, pace: number) {
  const until = undoUntil(at, pace).toISOString()
  return {
    id,
    ...(groups ? { groups } : {}),
    at: at.toISOString(),
    ...(came_by ? { came_by } : {}),
    undo_until: until,
    ...(undone_at ? { undone_at: undone_at.toISOString() } : {}),
    keys_kept_until: until,
  }
}
