import type { Role } from '@causeway/schemas/codes'
import { isPermitted } from '../../staff/decide.ts'
import type { Action } from '../../staff/permissions.ts'
import type { Step } from './receiving-views.ts'

/** What may be done with a received handover, and by whom. The name is its address too. */
const steps = {
  accept: 'referral.accept',
  ask: 'question.ask',
  decline: 'referral.decline',
  plan: 'plan.sign',
  meet: 'referral.meeting_sheet',
  care: 'care.confirm',
  'follow-ups': 'follow_up.read',
  close: 'care.close',
} as const satisfies Record<string, Action>

type StepName = keyof typeof steps

const byStatus: Partial<Record<string, readonly StepName[]>> = {
  under_review: ['accept', 'ask', 'decline'],
  accepted: ['plan', 'ask'],
  planned: ['meet', 'plan', 'ask'],
  in_transit: ['meet', 'ask'],
  missed: ['meet', 'ask'],
  lost_contact: ['meet', 'ask'],
  arrived: ['care', 'close'],
  in_care: ['follow-ups', 'close'],
}

/** What comes next where a handover stands, first what is most likely; closed to other roles. */
export const stepsOf = (status: string, role: Role, href: string): Step[] =>
  (byStatus[status] ?? []).map((name) => ({
    name,
    ...(isPermitted(role, steps[name]) ? { href: `${href}/${name}` } : {}),
  }))
