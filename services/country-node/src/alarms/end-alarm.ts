import type { AlarmChanged, EndAlarm } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import type { Alarm } from './alarm-queries.ts'
import { changeAlarm } from './change-alarm.ts'

/**
 * Somebody says what came of an alarm. It ends this one alone: a later leg of her journey is watched
 * all the same. Throws `Problem('alarm-ended')`, and as `changeAlarm`.
 */
export function endAlarm(
  context: NodeContext,
  actor: StaffActor,
  id: RandomId,
  { outcome }: EndAlarm,
  remember: Remember,
): Promise<AlarmChanged> {
  const change = ({ ended_at }: Alarm) => {
    if (ended_at !== null) throw new Problem('alarm-ended')
    return { ended_at: seconds(context.now), ended_by: actor.pseudonym, outcome }
  }
  const status = 'ended'
  const detail = { outcome }
  return changeAlarm(context, actor, id, { action: 'alarm.end', change, status, detail }, remember)
}
