import { z } from 'zod'
import { DeclineReason, Purpose, Role, ServiceCode, Urgency } from '../codes/index.ts'
import { Digest, Identity, NodeId, RandomId, Seconds } from '../wire/index.ts'
import { Receiver } from './agreement.ts'

/** Who acted: an organisation, a role, and a pseudonym that only its own node can resolve. */
export const Actor = z.strictObject({
  org: RandomId,
  role: z.union([Role, z.literal('system')]),
  pseudonym: RandomId,
})
export type Actor = z.infer<typeof Actor>

/** The newest event of the other node that the author had applied when it signed. */
export const Seen = z.strictObject({ n: z.int().min(1), hash: Identity })

/** Salted hash of a body that travels beside the event, see `EventBody`. */
const body = Digest
const plan = z.int().min(1).max(1000)
const nothing = z.strictObject({})

/**
 * What each kind of event says in clear inside the seal: codes only. Anything about a person is in
 * the body that the event commits to by its salted hash, stored apart and encrypted at rest.
 */
export const eventData = {
  offered: z.strictObject({
    from_org: RandomId,
    to: Receiver,
    purpose: Purpose,
    urgency: Urgency,
    body,
  }),
  opened: nothing,
  accepted: z.strictObject({
    services: z.array(ServiceCode).min(1).max(18),
    not_accepted: z.array(ServiceCode).max(18),
    body,
  }),
  declined: z.strictObject({ reason: DeclineReason, alternative: Receiver.optional() }),
  disclosed: z.strictObject({ tier: z.enum(['t2', 't3']), body }),
  expired: nothing,
  acceptance_withdrawn: z.strictObject({ reason: DeclineReason }),
  recalled: nothing,
  plan_signed: z.strictObject({ plan, hash: Digest }),
  departed: z.strictObject({ plan }),
  missed: z.strictObject({ plan }),
  lost_contact: z.strictObject({ plan }),
  arrived: nothing,
  in_care: nothing,
  paused: nothing,
  resumed: z.strictObject({ pause: RandomId }),
  withdrawn: nothing,
  closed: nothing,
} as const

export type EventType = keyof typeof eventData

/** The longest chain of one node in one referral; folding takes time with its square. */
const MAX_EVENTS = 500

const common = {
  eid: RandomId,
  referral: RandomId,
  node: NodeId,
  /** Place in the author's own chain for this referral, from 1. */
  n: z.int().min(1).max(MAX_EVENTS),
  /** The author's event n - 1; `null` for the first. */
  prev: Identity.nullable(),
  seen: Seen.nullable(),
  at: Seconds,
  actor: Actor,
}

const event = <Type extends EventType>(type: Type) =>
  z.strictObject({ ...common, type: z.literal(type), data: eventData[type] })

/** Payload of an event (JWS typ `cw-event+jws`). */
export const ReferralEvent = z.discriminatedUnion('type', [
  event('offered'),
  event('opened'),
  event('accepted'),
  event('declined'),
  event('disclosed'),
  event('expired'),
  event('acceptance_withdrawn'),
  event('recalled'),
  event('plan_signed'),
  event('departed'),
  event('missed'),
  event('lost_contact'),
  event('arrived'),
  event('in_care'),
  event('paused'),
  event('resumed'),
  event('withdrawn'),
  event('closed'),
])
export type ReferralEvent = z.infer<typeof ReferralEvent>
