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

/** Who is told when somebody has to look, by an alarm's ladder: people, never a machine. */
const onCall = [
  'case_worker',
  'intake_worker',
  'duty_worker',
  'supervisor',
  'focal_point',
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
  /** What she has withdrawn: only to see with her whether it shall be undone. */
  'person.read_restricted': ['supervisor'],
  'person.write': [...carers, 'supervisor'],
  /** Whoever explained it to her records it. */
  'agreement.record': carers,
  'agreement.preview': [...carers, 'supervisor'],
  /** Whoever asked her again. */
  'agreement.reaffirm': carers,
  /** Who looks at how it was said may find that it was no free yes. */
  'agreement.invalidate': [...carers, 'supervisor'],
  'agreement.read': [...carers, 'supervisor', 'duty_worker'],
  /** For her to keep, so handed out by who works with her. */
  'agreement.receipt': carers,
  /** The texts of the node: nothing of anybody. */
  'notice.read': [
    ...followers,
    'police_liaison',
    'focal_point',
    'data_protection_officer',
    'node_administrator',
  ],
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
  /** An emergency is acknowledged within the hour, around the clock. */
  'referral.open': [...receivers, 'duty_worker', 'supervisor'],
  'referral.accept': receivers,
  'referral.decline': receivers,
  /** Pseudonymous, and all that is needed to answer. */
  'referral.read_offer': [...receivers, 'supervisor'],
  /** Names and addresses: for who will look after her, not for who weighed the offer. */
  'referral.read_packet': [...carers, 'supervisor'],
  /** One item more, or a part of her story: whoever she agreed it with. */
  'referral.disclose': carers,
  /** Who waits where, and numbers: for who looks after her, and for who is called at night. */
  'plan.read': [...carers, 'duty_worker', 'supervisor'],
  /** With an own risk assessment: whoever knows her. */
  'plan.sign': carers,
  /** Anything on the way may be phoned in, at any hour. */
  'journey.report': [...carers, 'duty_worker', 'supervisor'],
  /** She may have forgotten what is on it, and call. */
  'referral.card': [...carers, 'duty_worker', 'supervisor'],
  'referral.meeting_sheet': [...carers, 'duty_worker', 'supervisor'],
  /** After speaking with her, which may be phoned in. */
  'care.confirm': [...carers, 'duty_worker'],
  'care.close': [...carers, 'supervisor'],
  'follow_up.read': [...carers, 'supervisor'],
  'follow_up.record': carers,
  /** Any worker of either side halts; whoever halted or not, any lets it go on. */
  'referral.pause': followers,
  'referral.resume': followers,
  'referral.recall': [...carers, 'supervisor'],
  'referral.confirm_recall': [...carers, 'supervisor'],
  /** By word to any worker, at any hour. */
  'withdrawal.record': followers,
  /** With her in the room: whoever looks after her. */
  'withdrawal.undo': [...carers, 'supervisor'],
  /** Codes and times; who oversees the protection of data sees whether everybody answered. */
  'withdrawal.read': [...followers, 'data_protection_officer'],
  /** Between workers, about her: not for who only takes calls. */
  'question.read': [...receivers, 'supervisor'],
  'question.ask': [...receivers, 'supervisor'],
  'question.answer': [...receivers, 'supervisor'],
  /** Signatures and codes, which show that and when, not what. */
  'referral.evidence': [...carers, 'intake_worker', 'supervisor', 'data_protection_officer'],
  /** Says that something waits, since when, and who was told: no case content. */
  'alarm.list': onCall,
  'alarm.acknowledge': onCall,
  /** Who can know what came of it. */
  'alarm.end': ['case_worker', 'duty_worker', 'supervisor'],
  'audit.verify': ['data_protection_officer'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof permissions
export const actions = Object.keys(permissions) as Action[]

/** A country's focal point is told of alarms of every organisation of its node. */
const wholeNode: Partial<Record<Action, readonly Role[]>> = {
  'alarm.list': ['focal_point'],
  'alarm.acknowledge': ['focal_point'],
}

/** Whether a role may do this for every organisation of the node. */
export const seesWholeNode = (role: Role, action: Action): boolean =>
  wholeNode[action]?.includes(role) ?? false

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
  const isOwn = !resource || resource.org === actor.org || seesWholeNode(actor.role, action)
  if (!isOwn) throw new Problem('not-found')
}
