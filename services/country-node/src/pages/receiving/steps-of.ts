import type { DecidableReferral } from '../../referrals/get-referral.ts'
import type { Action } from '../../staff/permissions.ts'
import type { WhyNot } from '../why-not.ts'
import { whyNot } from '../why-not.ts'
import { closedBecause } from './closed-because.ts'
import { planPath } from './plan-path.ts'
import type { Reader } from './reader.ts'
import type { Step } from './shown-parts.ts'

/** What may be done with a received handover, and by whom. The name is its address too. */
export const steps = {
  open: 'referral.open',
  accept: 'referral.accept',
  ask: 'question.ask',
  decline: 'referral.decline',
  answer: 'question.answer',
  recall: 'referral.confirm_recall',
  plan: 'plan.sign',
  'confirm-plan': 'plan.sign',
  meet: 'referral.meeting_sheet',
  here: 'journey.report',
  change: 'journey.report',
  lost: 'journey.report',
  care: 'care.confirm',
  'follow-ups': 'follow_up.read',
  close: 'care.close',
  tell: 'telling.record',
  pause: 'referral.pause',
  resume: 'referral.resume',
  withdraw: 'withdrawal.record',
  undo: 'withdrawal.undo',
  window: 'window.open',
  evidence: 'referral.evidence',
} as const satisfies Record<string, Action>

export type StepName = keyof typeof steps

/** What comes next where a handover stands, first what is most likely. */
const next: Partial<Record<string, readonly StepName[]>> = {
  under_review: ['accept', 'ask', 'decline'],
  accepted: ['plan', 'here'],
  planned: ['meet', 'change'],
  in_transit: ['meet', 'change'],
  missed: ['meet', 'lost', 'change'],
  lost_contact: ['meet'],
  arrived: ['care', 'close'],
  in_care: ['follow-ups', 'close'],
}

/** What is there if it is needed. */
const others: Partial<Record<string, readonly StepName[]>> = {
  offered: ['pause', 'withdraw'],
  under_review: ['pause', 'withdraw'],
  accepted: ['ask', 'tell', 'pause', 'withdraw'],
  planned: ['plan', 'ask', 'tell', 'pause', 'withdraw'],
  in_transit: ['plan', 'ask', 'tell', 'pause', 'withdraw'],
  missed: ['plan', 'ask', 'tell', 'pause', 'withdraw'],
  lost_contact: ['ask', 'withdraw'],
  arrived: ['ask', 'tell', 'pause', 'withdraw'],
  in_care: ['tell', 'withdraw'],
}

/** What is known of a handover beside its status, as far as steps depend on it. */
export interface Circumstances {
  hasPacket: boolean
  /** The other side has signed a plan that waits for us. */
  isPlanTheirs: boolean
  /** We have signed one that waits for the other side. */
  isPlanOurs?: boolean
  /** She may still take back what she took back. */
  isUndoable: boolean
  /** How many parts the way has, as far as it is planned. */
  legs: number
  /** Her record is here, and she can have a window of her own. */
  hasWindow?: boolean
}

const toAnswer = ({ side, state }: DecidableReferral): boolean =>
  state.questions.some(({ by, answeredAt }) => by !== side && answeredAt === undefined)

/** What is possible now, whoever asks: first what is most likely, and what is there beside it. */
function possibleNow(
  referral: DecidableReferral,
  {
    isPlanTheirs,
    isPlanOurs = false,
    isUndoable,
    hasWindow = false,
  }: Omit<Circumstances, 'hasPacket' | 'legs'>,
): { next: StepName[]; others: StepName[] } {
  const { status, state } = referral
  const isAwaited = state.meeting === 'open' && !(next[status] ?? []).includes('meet')
  const planned = (next[status] ?? []).map((name) =>
    name === 'plan' && isPlanTheirs ? 'confirm-plan' : name,
  )
  const main = planned.filter((name) => !(name === 'plan' && isPlanOurs))
  return {
    next: [
      ...(state.recallRequested ? ['recall' as const] : []),
      ...(toAnswer(referral) ? ['answer' as const] : []),
      ...(state.isPaused ? ['resume' as const] : []),
      ...(isPlanTheirs && !main.includes('confirm-plan') ? ['confirm-plan' as const] : []),
      ...(isAwaited ? ['meet' as const] : []),
      ...main,
    ],
    others: [
      ...(main.length < planned.length ? ['plan' as const] : []),
      ...(others[status] ?? []),
      ...(isUndoable ? ['undo' as const] : []),
      ...(hasWindow ? ['window' as const] : []),
      'evidence',
    ],
  }
}

/** Whether a form has a place where a handover stands. */
export const isPossible =
  (name: string) =>
  (referral: DecidableReferral): boolean =>
    [true, false].some((isPlanTheirs) => {
      const possible = possibleNow(referral, { isPlanTheirs, isUndoable: true })
      return [...possible.next, ...possible.others].some((one) => one === name)
    })

/** Whether the risk on this side can be assessed: that is done on all that was received. */
const needsPacket: readonly StepName[] = ['plan', 'confirm-plan']

/** Both lists as this reader sees them: what is not for them says why, and who can change that. */
export function stepsOf(
  { actor, translate }: Reader,
  referral: DecidableReferral,
  circumstances: Circumstances,
  href: string,
): { steps: Step[]; others: Step[] } {
  const why = (name: StepName): WhyNot | undefined =>
    whyNot(actor, steps[name], referral) ??
    (needsPacket.includes(name) && !circumstances.hasPacket ? 'packet' : undefined)
  const stepOf = (name: StepName): Step => {
    const reason = why(name)
    if (reason) return { name, ...closedBecause(reason, steps[name], translate) }
    return { name, href: `${href}/${name === 'plan' ? planPath(circumstances.legs) : name}` }
  }
  const possible = possibleNow(referral, circumstances)
  return { steps: possible.next.map(stepOf), others: possible.others.map(stepOf) }
}
