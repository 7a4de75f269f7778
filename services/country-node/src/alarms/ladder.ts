import type { AlarmKind, AlarmRole } from '@causeway/schemas/api'
import { RandomId } from '@causeway/schemas/wire'
import { MINUTE, paced } from '../deadlines/clock.ts'
import type { Deadline, OpenAlarm } from '../deadlines/deadline-state.ts'

interface Rung {
  role: AlarmRole
  /** Seconds since the alarm was raised. */
  after: number
}

/** Domain section 6, "On call": each node tells its own, so that at the end both focal points know. */
const onCall: readonly Rung[] = [
  { role: 'worker', after: 0 },
  { role: 'deputy', after: 15 * MINUTE },
  { role: 'supervisor', after: 30 * MINUTE },
  { role: 'focal_point', after: 45 * MINUTE },
]

/** Row 6: an offer without an answer is the focal point's at once. */
const office: readonly Rung[] = [
  { role: 'worker', after: 0 },
  { role: 'focal_point', after: 0 },
]

/** She may be with whoever must not know that help is on its way: for who leads on her safety. */
const inQuiet: readonly Rung[] = [
  { role: 'supervisor', after: 0 },
  { role: 'focal_point', after: 30 * MINUTE },
]

/** Who is told of an alarm, and how long after it was raised, until somebody acknowledges it. */
const ladders: Record<AlarmKind, readonly Rung[]> = {
  missed: onCall,
  not_departed: onCall,
  unacknowledged: onCall,
  withdrawal_unanswered: onCall,
  unanswered: office,
  expired: office,
  duress: inQuiet,
}

/** Whom an alarm of this kind reaches, and how many seconds after it was raised, in order. */
export const ladderOf = (kind: AlarmKind, pace: number): readonly Rung[] =>
  ladders[kind].map(({ role, after }) => ({ role, after: paced(after, pace) }))

/** The rungs that are told when the alarm is raised, by their number. */
export const firstRungs = (kind: AlarmKind): number[] =>
  [...ladders[kind].keys()].filter((rung) => ladders[kind][rung]?.after === 0)

/** Throws `TypeError` for a rung that the ladder does not have. */
export function roleOn(kind: AlarmKind, rung: number): AlarmRole {
  const found = ladders[kind][rung]
  if (!found) throw new TypeError('the ladder has no such rung')
  return found.role
}

/** When the others are told, of alarms that nobody has acknowledged. */
export const rungDeadlines = (alarms: readonly OpenAlarm[], pace: number): Deadline[] =>
  alarms
    .filter(({ isAcknowledged }) => !isAcknowledged)
    .flatMap(({ id, kind, raisedAt }) =>
      ladders[kind].flatMap(({ after }, rung) =>
        after === 0
          ? []
          : [{ kind: 'rung' as const, key: rungKey(id, rung), due: raisedAt + paced(after, pace) }],
      ),
    )

const rungKey = (alarm: RandomId, rung: number) => `${alarm}.${rung}`

/** Which alarm and rung a deadline is about. */
export function readRungKey(key: string): { alarm: RandomId; rung: number } {
  const [alarm, rung] = key.split('.')
  return { alarm: RandomId.parse(alarm), rung: Number(rung) }
}
