import { Role } from '@causeway/schemas/codes'
import { Problem, type ProblemCode } from '@causeway/schemas/problems'
import { z } from 'zod'
import type { DecidableReferral } from '../referrals/get-referral.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide, isPermitted } from '../staff/decide.ts'
import type { Action } from '../staff/permissions.ts'

/** Why something that somebody would look for is not possible now; each has its words. */
export const WhyNot = z.enum([
  'role',
  'not_assigned',
  'nobody_awaited',
  'training',
  'packet',
  'no_plan',
  'she_left',
  'recall_asked',
  'not_missed',
  'not_accepted',
  'paused',
  'restricted',
  'too_late',
])
export type WhyNot = z.infer<typeof WhyNot>

const reasons: Partial<Record<ProblemCode, WhyNot>> = {
  'not-permitted': 'role',
  'not-assigned': 'not_assigned',
  'nobody-awaited': 'nobody_awaited',
}

/** Why this reader may not do it with this handover, whatever its state; nothing when they may. */
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

/** Who can be asked to do it, in the reader's language: people, never a case system. */
export const rolesFor = (action: Action, translate: (key: string) => string): string[] =>
  Role.options
    .filter((role) => role !== 'integrator' && isPermitted(role, action))
    .map((role) => translate(`role.${role}`))
