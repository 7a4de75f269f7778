import { z } from 'zod'
import {
  ArrivalKind,
  DeclineReason,
  Outcome,
  Purpose,
  QuestionCode,
  Role,
  ServiceCode,
  TravelChange,
  Urgency,
  WordsOutcome,
} from '../codes/index.ts'
import { Digest, Identity, NodeId, RandomId, Seconds } from '../wire/index.ts'
import { Receiver } from './agreement.ts'
import { Category, ItemCode } from './items.ts'
import { MAX_LEGS, Watch } from './plan.ts'

/**
 * Who acted: an organisation, a role, and a pseudonym that only its own node can resolve. The node
 * itself is `system`, the person herself `survivor`; neither is told apart from others of its kind.
 */
export const Actor = z.strictObject({
  org: RandomId,
  role: z.union([Role, z.enum(['system', 'survivor'])]),
  pseudonym: RandomId,
})
export type Actor = z.infer<typeof Actor>

/** The newest event of the other node that the author had applied when it signed. */
export const Seen = z.strictObject({ n: z.int().min(1), hash: Identity })

/** Salted hash of a body that travels beside the event, see `EventBody`. */
const body = Digest
const plan = z.int().min(1).max(1000)
const nothing = z.strictObject({})
/** When it happened, which for what was phoned in is before it was recorded. */
const happened = { when: Seconds, phoned_in: z.boolean() }

/**
 * What each kind of event says in clear inside the seal: codes and times only. Anything about a
 * person is in the body that the event commits to by its salted hash, stored apart and encrypted at
 * rest.
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
  recall_requested: nothing,
  recall_confirmed: nothing,
  /** `hash` is of the text that both sign, `watch` what it arms, `body` the author's own half. */
  plan_signed: z.strictObject({ plan, hash: Digest, watch: Watch, body }),
  travel_changed: z.strictObject({ plan, reason: TravelChange }),
  departed: z.strictObject({ plan, ...happened }),
  missed: z.strictObject({ plan, leg: z.int().min(1).max(MAX_LEGS) }),
  lost_contact: z.strictObject({ plan }),
  arrived: z.strictObject({ kind: ArrivalKind, words: WordsOutcome, ...happened }),
  /** `feedback`: whether she agreed that the sender learns how it ended. */
  in_care: z.strictObject({ ...happened, feedback: z.enum(['outcome', 'none']) }),
  custody_passed: z.strictObject({ superseded: Identity, by: Identity, body }),
  paused: z.strictObject({ by_her: z.boolean() }),
  resumed: z.strictObject({ pause: RandomId }),
  /** Ends the referral and restricts all use of what was disclosed. */
  withdrawn: nothing,
  /** Restricts the use of what was disclosed, or of some groups of it; the referral goes on. */
  consent_withdrawn: z.strictObject({ groups: z.array(Category).min(1).max(12).optional() }),
  /** Every recipient's answer: `withdrawal` is the `eid` of what it answers. */
  restricted: z.strictObject({ withdrawal: RandomId }),
  withdrawal_undone: z.strictObject({ withdrawal: RandomId }),
  asked: z.strictObject({
    question: QuestionCode,
    topic: ItemCode.optional(),
    pauses_clock: z.boolean(),
    body: body.optional(),
  }),
  /** `question` is the `eid` of the question. */
  answered: z.strictObject({ question: RandomId, body }),
  /** She was asked about something that the other side told us she had been asked about. */
  asked_again: z.strictObject({ statutory: z.boolean(), body }),
  closed: z.strictObject({ outcome: Outcome.optional() }),
} as const

export type EventType = keyof typeof eventData

/** The longest chain of one node in one referral; folding takes time with its square. */
export const MAX_EVENTS = 500

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
  event('recall_requested'),
  event('recall_confirmed'),
  event('plan_signed'),
  event('travel_changed'),
  event('departed'),
  event('missed'),
  event('lost_contact'),
  event('arrived'),
  event('in_care'),
  event('custody_passed'),
  event('paused'),
  event('resumed'),
  event('withdrawn'),
  event('consent_withdrawn'),
  event('restricted'),
  event('withdrawal_undone'),
  event('asked'),
  event('answered'),
  event('asked_again'),
  event('closed'),
])
export type ReferralEvent = z.infer<typeof ReferralEvent>
