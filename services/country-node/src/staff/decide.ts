import type { Role } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { StaffActor } from './actor.ts'

/** Who keeps records and looks after people; an agency's own system does the same jobs by API. */
const carers = ['case_worker', 'integrator'] as const satisfies Role[]
/** Who answers an offer: small organisations have no intake desk, there the case worker does it. */
const receivers = ['intake_worker', 'case_worker', 'integrator'] as const satisfies Role[]
/** Who must know that a referral runs and how it stands, be it in the middle of the night. */
const followers = [
  'case_worker',
  'intake_worker',
  'duty_worker',
  'supervisor',
  'integrator',
] as const satisfies Role[]

/**
 * Who may do what, each only in their own organisation. What is not named here nobody may do. The
 * police liaison sees nothing of care beyond the directory; the focal point, the administrator and
 * the data-protection officer see no case content.
 */
const permissions = {
  'person.create': carers,
  /** The supervisor reviews; the duty worker must find a safe contact at any hour. */
  'person.read': [...carers, 'supervisor', 'duty_worker'],
  /** The full account is for those who work with her on it: nobody else, and no machine. */
  'person.read_account': ['case_worker', 'supervisor'],
  'person.write': [...carers, 'supervisor'],
  /** Whoever explained it to her records it. */
  'agreement.record': carers,
  'agreement.read': [...carers, 'supervisor', 'duty_worker'],
  /** Organisations, never people: all staff find partners here. */
  'organisation.list': [
    ...followers,
    'police_liaison',
    'focal_point',
    'data_protection_officer',
    'node_administrator',
  ],
  'referral.draft': carers,
  'referral.preview': [...carers, 'supervisor'],
  'referral.offer': carers,
  'referral.list': followers,
  'referral.read': followers,
  'referral.open': [...receivers, 'supervisor'],
  'referral.accept': receivers,
  'referral.decline': receivers,
  /** Pseudonymous, and all that is needed to answer. */
  'referral.read_offer': [...receivers, 'supervisor'],
  /** Names and addresses: for who will look after her, not for who weighed the offer. */
  'referral.read_packet': [...carers, 'supervisor'],
  /** Signatures and codes, which show that and when, not what. */
  'referral.evidence': [...carers, 'intake_worker', 'supervisor', 'data_protection_officer'],
  'audit.verify': ['data_protection_officer'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof permissions
export const actions = Object.keys(permissions) as Action[]

/** Whether a role includes this action at all; says nothing of any resource. */
export const isPermitted = (role: Role, action: Action): boolean =>
  (permissions[action] as readonly Role[]).includes(role)

/**
 * Throws `Problem('not-permitted')` when the role does not include the action, whatever the
 * resource; `Problem('not-found')` when the resource is another organisation's, so that it looks
 * like one that does not exist.
 */
export function decide(actor: StaffActor, action: Action, resource?: { org: string }): void {
  if (!isPermitted(actor.role, action)) throw new Problem('not-permitted')
  if (resource && resource.org !== actor.org) throw new Problem('not-found')
}
