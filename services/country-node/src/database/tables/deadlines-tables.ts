import type { AlarmKind, AlarmOutcome, AlarmRole } from '@causeway/schemas/api'
import type { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import type { ColumnType, Generated } from 'kysely'
import type { DeadlineKind } from '../../deadlines/deadline-state.ts'

/** What is due, and who was alarmed. */
export interface DeadlinesTables {
  /** What has to have happened by some time; derived from the referral, rebuilt with it. */
  deadline: {
    referral_id: RandomId
    kind: DeadlineKind
    key: string
    /** All that a queue knows of it. */
    id: RandomId
    due_at: number
    done_at: number | null
  }
  alarm: {
    id: RandomId
    referral_id: RandomId
    org: RandomId
    side: 'sender' | 'receiver'
    kind: AlarmKind
    key: string
    /** Counts those about the same thing: a later one is raised when an earlier one was ended. */
    round: number
    raised_at: number
    acknowledged_at: number | null
    acknowledged_by: RandomId | null
    acknowledged_role: Role | null
    ended_at: number | null
    /** `null` when it ended by itself. */
    ended_by: RandomId | null
    outcome: AlarmOutcome | 'over' | null
  }
  /** Who was told of an alarm and when: duties, never names. */
  alarm_rung: { alarm_id: RandomId; rung: number; role: AlarmRole; told_at: number }
  /** Neutral messages to be sent: for whom, and nothing about what. */
  notification: {
    position: Generated<number>
    org: RandomId
    role: AlarmRole
    kind: 'item_waiting'
    at: number
    /** When mail about it was owed to whoever has that duty. */
    mailed_at: ColumnType<Date | null, Date | null | undefined>
  }
}
