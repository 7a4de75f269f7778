import type { AlarmKind, AlarmView } from '@causeway/schemas/api'
import { readLegKey } from '../deadlines/deadline-state.ts'
import type { Alarm, Rung } from './alarm-queries.ts'

/** Those that are about one leg of a journey. */
const aboutLeg: readonly AlarmKind[] = ['missed', 'not_departed']

/** An alarm as staff see it: roles and times, no case content. */
export function viewAlarm(alarm: Alarm, rungs: readonly Rung[]): AlarmView {
  const { id, kind, key, org, side, raised_at, acknowledged_at, acknowledged_role } = alarm
  return {
    id,
    kind,
    status: statusOf(alarm),
    referral: alarm.referral_id,
    org,
    side,
    ...(aboutLeg.includes(kind) ? { leg: readLegKey(key).leg } : {}),
    raised_at,
    told: rungs.map(({ role, told_at }) => ({ role, at: told_at })),
    ...(acknowledged_at !== null && acknowledged_role
      ? { acknowledged: { role: acknowledged_role, at: acknowledged_at } }
      : {}),
    ...(alarm.ended_at !== null && alarm.outcome
      ? { ended: { at: alarm.ended_at, outcome: alarm.outcome } }
      : {}),
  }
}

function statusOf({ ended_at, acknowledged_at }: Alarm): AlarmView['status'] {
  if (ended_at !== null) return 'ended'
  return acknowledged_at === null ? 'open' : 'acknowledged'
}
