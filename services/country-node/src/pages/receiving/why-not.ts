import { Role } from '@causeway/schemas/codes'
import { Problem, type ProblemCode } from '@causeway/schemas/problems'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { decide, isPermitted } from '../../staff/decide.ts'
import type { Action } from '../../staff/permissions.ts'
import type { Step, WhyNot } from './shown-parts.ts'

const reasons: Partial<Record<ProblemCode, WhyNot>> = {
  'not-permitted': 'role',
  'not-assigned': 'assigned',
  'nobody-awaited': 'awaited',
}

/** Why this reader may not do it with this handover; nothing when they may. */
export function whyNot(
  actor: StaffActor,
  action: Action,
  referral: DecidableReferral,
): WhyNot | undefined {
  try {
    decide(actor, action, referral)
    return undefined
  } catch (error) {
    const why = error instanceof Problem ? reasons[error.code] : undefined
    if (!why) throw error
    return why
  }
}

/** People, not case systems: who can be asked to do it. */
const rolesFor = (action: Action): Role[] =>
  Role.options.filter((role) => role !== 'integrator' && isPermitted(role, action))

/** Why it is not for this reader now, and who can do it or change that. */
export const closedBecause = (
  why: WhyNot,
  action: Action,
  translate: (key: string) => string,
): Pick<Step, 'why' | 'who'> => ({
  why,
  who: rolesFor(action).map((role) => translate(`receive.role.${role}`)),
})
