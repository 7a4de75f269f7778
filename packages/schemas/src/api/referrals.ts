import { z } from 'zod'
import {
  DeclineReason,
  Outcome,
  Purpose,
  ServiceCode,
  TravelChange,
  Urgency,
} from '../codes/index.ts'
import {
  Acceptance,
  DoNotAsk,
  eventData,
  ItemCode,
  Offer,
  Receiver,
  RecordItem,
} from '../record/index.ts'
import { NodeId, RandomId, Seconds } from '../wire/index.ts'
import { StaysHere } from './agreement-acts.ts'
import { DeadlinesView } from './alarms.ts'
import { distinct } from './distinct.ts'
import { JourneyView } from './journey.ts'
import { RestrictionView } from './withdrawals.ts'

export const ReferralPath = z.strictObject({ id: RandomId })
export type ReferralPath = z.infer<typeof ReferralPath>

/** `POST /referrals`: a draft, seen by nobody outside the organisation. */
export const NewReferral = z.strictObject({
  person: RandomId,
  agreement: RandomId,
  receiver: Receiver,
  purpose: Purpose,
  urgency: Urgency,
  /** The referral that brought her here, when she is referred onward; it is told to nobody. */
  parent: RandomId.optional(),
  services: z.array(ServiceCode).min(1).max(18),
  arrival_week: Offer.shape.arrival_week,
  /** Items chosen to be shared, for the offer and for the packet; nothing is chosen by default. */
  items: distinct(z.array(ItemCode).min(1).max(60)),
})
export type NewReferral = z.infer<typeof NewReferral>

export const ReferralCreated = z.strictObject({ id: RandomId, status: z.literal('draft') })
export type ReferralCreated = z.infer<typeof ReferralCreated>

/** `GET /referrals/:id/preview`: exactly what the receiver will see, and what stays here. */
export const Preview = z.strictObject({
  offer: Offer,
  packet: z.array(ItemCode),
  stays: StaysHere,
})
export type Preview = z.infer<typeof Preview>

/** `POST /referrals/:id/accept`: names of who will receive her, and which services. */
export const Accept = z.strictObject({
  ...Acceptance.shape,
  services: z.array(ServiceCode).min(1).max(18),
})
export type Accept = z.infer<typeof Accept>

export const Decline = z.strictObject({
  reason: DeclineReason,
  alternative: Receiver.optional(),
})
export type Decline = z.infer<typeof Decline>

export const ReferralMoved = z.strictObject({ id: RandomId, status: z.string() })
export type ReferralMoved = z.infer<typeof ReferralMoved>

const ReferralSummary = z.strictObject({
  id: RandomId,
  side: z.enum(['sender', 'receiver']),
  status: z.string(),
  peer: Receiver,
  purpose: z.string(),
  urgency: z.string(),
  changed_at: z.iso.datetime(),
})
export const ReferralList = z.strictObject({
  referrals: z.array(ReferralSummary),
  /** Give it as `after` to read on; absent on the last page. */
  next: z.string().optional(),
})
export type ReferralList = z.infer<typeof ReferralList>
export const ReferralListQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ReferralListQuery = z.infer<typeof ReferralListQuery>

/** What an event says that whoever follows a referral has to know; nothing of what is sealed. */
export const Said = z
  .strictObject({
    services: eventData.accepted.shape.services,
    not_accepted: eventData.accepted.shape.not_accepted,
    /** Why it was declined, taken back by the receiver, or travelled otherwise. */
    reason: z.union([DeclineReason, TravelChange]),
    alternative: Receiver,
    ...eventData.arrived.shape,
    leg: eventData.missed.shape.leg,
    feedback: eventData.in_care.shape.feedback,
    by_her: eventData.paused.shape.by_her,
    outcome: Outcome,
  })
  .partial()
export type Said = z.infer<typeof Said>

export const ReferralView = z.strictObject({
  ...ReferralSummary.shape,
  ...JourneyView.shape,
  lead: z.enum(['sender', 'receiver']),
  disclosure: z.enum(['open', 'closed']),
  is_paused: z.boolean(),
  /** Whether a pause that holds is by her own wish: it ends on her word only. */
  is_pause_hers: z.boolean(),
  /** Whether the receiver is asked to agree that the referral is taken back. */
  is_recall_requested: z.boolean(),
  /** Whether some of what was sent may not be used, and by which withdrawals. */
  is_restricted: z.boolean(),
  restrictions: z.array(RestrictionView),
  questions_open: z.int(),
  /** Whether the full packet has gone: by the sender's own node once the offer is accepted. */
  packet: z.enum(['not_due', 'due', 'sent', 'received', 'withheld']),
  /** By when the receiver answers, as far as that runs; alarms about it that are not ended. */
  ...DeadlinesView.shape,
  timeline: z.array(
    z.strictObject({
      type: z.string(),
      node: NodeId,
      at: Seconds,
      role: z.string(),
      /** What it says in codes and times: the answer, the true time, how she was met. */
      said: Said,
      /** `false`: it was overtaken by something made at the same time, and changed nothing. */
      stands: z.boolean(),
      /** Evidence that arrived for it so far. */
      receipts: z.array(z.string()),
    }),
  ),
  /** Who receives her, once accepted. */
  acceptance: Acceptance.optional(),
  /** Her record at this node: at the receiver from the moment she is in its care. */
  person: RandomId.optional(),
})
export type ReferralView = z.infer<typeof ReferralView>

export const OfferView = z.strictObject({ offer: Offer })

/** An item whose issuer was verified when it came; `origin` is the node that she told it to. */
export const ReceivedItem = z.strictObject({ ...RecordItem.shape, origin: NodeId })
export type ReceivedItem = z.infer<typeof ReceivedItem>

/** `GET /referrals/:id/packet`: all that was disclosed so far, each item as it was said last. */
export const PacketView = z.strictObject({
  packet: z.strictObject({
    items: z.array(ReceivedItem),
    /** Received, but closed to the role of the caller. */
    withheld: z.array(ItemCode),
    do_not_ask: z.array(DoNotAsk),
  }),
})
export type PacketView = z.infer<typeof PacketView>
