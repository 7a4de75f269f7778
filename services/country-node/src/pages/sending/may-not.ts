import { Role } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { decide, isPermitted } from '../../staff/decide.ts'
import type { Action } from '../../staff/permissions.ts'
import type { WhyNot } from './sent-act.ts'

const reasons: Record<string, WhyNot> = {
  'not-permitted': 'role',
  'not-assigned': 'not_assigned',
  'nobody-awaited': 'nobody_awaited',
}

/** Why this worker may not do it, and nobody's state stands against it; nothing when they may. */
export function mayNot(
  actor: StaffActor,
  action: Action,
  referral: DecidableReferral,
): WhyNot | undefined {
  try {
    decide(actor, action, referral)
    return undefined
  } catch (error) {
    const reason = error instanceof Problem ? reasons[error.code] : undefined
    if (!reason) throw error
    return reason
  }
}

/** Who may do it instead: people, never a machine. */
export const rolesFor = (action: Action): Role[] =>
  Role.options.filter((role) => role !== 'integrator' && isPermitted(role, action))
