import type { AlarmChanged } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Updateable } from 'kysely'
import type { Remember } from '../api/idempotency.ts'
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { syncDeadlines } from '../deadlines/sync-deadlines.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { lockReferral } from '../referrals/referral-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import type { Action } from '../staff/permissions.ts'
import { type Alarm, findAlarm } from './alarm-queries.ts'

interface Change {
  action: Extract<Action, `alarm.${string}`>
  /** What becomes of it; throws when it cannot be any more. */
  change: (alarm: Alarm) => Updateable<Database['alarm']>
  status: AlarmChanged['status']
  detail?: AuditEntry['detail']
}

/**
 * Lets one person change an alarm, and takes down the rungs that nobody needs any more. Throws
 * `Problem('not-found')` for an alarm of somebody else, and what `change` throws.
 */
export async function changeAlarm(
  context: NodeContext,
  actor: StaffActor,
  id: RandomId,
  { action, change, status, detail = {} }: Change,
  remember: Remember,
): Promise<AlarmChanged> {
  const found = await findAlarm(context.db, id)
  if (!found) throw new Problem('not-found')
  decide(actor, action, found)
  const reply = { id, status }
  return context.db.transaction().execute(async (trx) => {
    await lockReferral(trx, found.referral_id)
    const alarm = (await findAlarm(trx, id)) as Alarm
    const changes = change(alarm)
    await trx.updateTable('alarm').set(changes).where('id', '=', id).execute()
    await syncDeadlines(trx, context, alarm.referral_id)
    await remember(trx, { status: 200, body: reply })
    await appendAudit(trx, {
      at: seconds(context.now),
      actor: actorIn(actor) as Exclude<AuditEntry['actor'], 'system'>,
      act: action,
      subject: id,
      detail: { kind: alarm.kind, ...detail },
    })
    return reply
  })
}
