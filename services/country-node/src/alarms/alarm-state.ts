import type { AlarmKind } from '@causeway/schemas/api'
import { type DeadlineFacts, legKey, readLegKey } from '../deadlines/deadline-state.ts'
import { isAwaitingAnswer } from '../deadlines/withdrawal-answer.ts'

type Facts = Pick<DeadlineFacts, 'state' | 'departures' | 'missedLegs' | 'withdrawals'>

/** An alarm by what it is about. */
export interface AlarmSubject {
  kind: AlarmKind
  key: string
}

/** Whether the plan that it is about is not the one that she is awaited by any more. */
const isOtherPlan = (key: string, { state }: Facts): boolean =>
  !state.watch || readLegKey(key).plan !== state.plan

const isAnswered = ({ state }: Facts): boolean =>
  state.status !== 'offered' && state.status !== 'under_review'

/**
 * Whether what an alarm is about is over: she was met, travels by another plan, the answer came. An
 * alarm of a missed leg is never over because somebody looked for her, only because she was found.
 */
const overRules: Record<AlarmKind, (key: string, facts: Facts) => boolean> = {
  missed: (key, facts) => isOtherPlan(key, facts) || facts.departures > readLegKey(key).leg,
  not_departed: (key, facts) =>
    isOtherPlan(key, facts) ||
    facts.departures >= readLegKey(key).leg ||
    facts.state.position === 'missed' ||
    facts.state.position === 'lost_contact',
  unacknowledged: (_key, { state }) => state.status !== 'offered',
  unanswered: (_key, facts) => isAnswered(facts),
  /** Somebody has to read it: only an answer that came before it after all makes it void. */
  expired: (_key, facts) => isAnswered(facts) && facts.state.status !== 'expired',
  withdrawal_unanswered: (key, facts) =>
    !facts.withdrawals.some((made) => made.eid === key && isAwaitingAnswer(made, facts.state)),
  /** Only who has spoken with her can know. */
  duress: () => false,
}

/** Whether what it was raised for is over, so that it ends by itself. */
export const isOver = ({ kind, key }: AlarmSubject, facts: Facts): boolean =>
  overRules[kind](key, facts)

/** The alarms that a referral itself calls for, whoever said what they follow from. */
export const alarmsOf = (facts: Facts): AlarmSubject[] =>
  facts.missedLegs
    .map((leg) => ({ kind: 'missed' as const, key: legKey(facts.state.plan, leg) }))
    .filter((alarm) => !isOver(alarm, facts))
