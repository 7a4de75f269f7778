import type { AlarmChanged } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import type { Alarm } from './alarm-queries.ts'
import { changeAlarm } from './change-alarm.ts'

/**
 * Somebody takes an alarm on; from then on nobody further is told. Whoever was first stays named as
 * who did. Throws `Problem('alarm-ended')`, and as `changeAlarm`.
 */
export function acknowledgeAlarm(
  context: NodeContext,
  actor: StaffActor,
  id: RandomId,
  remember: Remember,
): Promise<AlarmChanged> {
  const change = ({ ended_at, acknowledged_at, acknowledged_by, acknowledged_role }: Alarm) => {
    if (ended_at !== null) throw new Problem('alarm-ended')
    return {
      acknowledged_at: acknowledged_at ?? seconds(context.now),
      acknowledged_by: acknowledged_by ?? actor.pseudonym,
      acknowledged_role: acknowledged_role ?? actor.role,
    }
  }
  const status = 'acknowledged'
  return changeAlarm(context, actor, id, { action: 'alarm.acknowledge', change, status }, remember)
}
