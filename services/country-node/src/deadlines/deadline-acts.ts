import type { AlarmKind, AlarmRole } from '@causeway/schemas/api'
import type { Transaction } from 'kysely'
import { findAlarm } from '../alarms/alarm-queries.ts'
import { climb } from '../alarms/climb.ts'
import { readRungKey } from '../alarms/ladder.ts'
import { notify } from '../alarms/notify.ts'
import { raiseAgain } from '../alarms/raise-alarm.ts'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Move } from '../referrals/make-move.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StoredDeadline } from './deadline-queries.ts'
import type { DeadlineKind } from './deadline-state.ts'
import { expireReferral } from './expire-referral.ts'
import { stateMissed } from './state-missed.ts'

type Effect = (
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  deadline: StoredDeadline,
) => Promise<void>

/** What a node does when a time has passed. */
interface DeadlineAct {
  /** The event that it states by itself; `undefined` when there is nothing to state (any more). */
  state?: (snapshot: Snapshot, deadline: StoredDeadline) => Move | undefined
  /** What it does beside that, in the same transaction. */
  effect: Effect
}

const raise =
  (kind: AlarmKind): Effect =>
  (trx, context, referral, { key }) =>
    raiseAgain(trx, context, referral, { kind, key })

const tell =
  (role: AlarmRole): Effect =>
  (trx, context, { own_org: org }) =>
    notify(trx, context, { role, org, kind: 'item_waiting' })

export const deadlineActs: Record<DeadlineKind, DeadlineAct> = {
  acknowledge: { effect: raise('unacknowledged') },
  answer_half: { effect: raise('unanswered') },
  answer_end: {
    state: expireReferral,
    /** The receiver learns of it by the event. */
    effect: async (trx, context, referral, deadline) => {
      if (referral.side === 'sender') await raise('expired')(trx, context, referral, deadline)
    },
  },
  departure: { effect: raise('not_departed') },
  arrival: { state: stateMissed, effect: raise('missed') },
  withdrawal_answer: { effect: raise('withdrawal_unanswered') },
  lost_contact_review: { effect: tell('supervisor') },
  follow_up: { effect: tell('worker') },
  rung: {
    effect: async (trx, context, _referral, { key }) => {
      const { alarm: id, rung } = readRungKey(key)
      const alarm = await findAlarm(trx, id)
      if (alarm) await climb(trx, context, alarm, rung)
    },
  },
}
