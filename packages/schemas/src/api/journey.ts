import { z } from 'zod'
import {
  ArrivalKind,
  MeetingLanguage,
  Outcome,
  TravelChange,
  TravelMode,
  WarmHandover,
  WordsOutcome,
} from '../codes/index.ts'
import { MAX_LEGS, PlanHalf, PlanText, Watch } from '../record/index.ts'
import { Digest, Seconds } from '../wire/index.ts'

/** What each side adds when it signs; only the sender says how the warm handover went. */
const half = {
  risk: PlanHalf.shape.risk,
  on_call: PlanHalf.shape.on_call,
  warm_handover: WarmHandover.optional(),
}

/** `POST /referrals/:id/plan`: who signs first says the whole text. */
export const ProposePlan = z.strictObject({ plan: PlanText, ...half })
export type ProposePlan = z.infer<typeof ProposePlan>

/** `POST /referrals/:id/plan/confirm`: the other side signs the very same text. */
export const ConfirmPlan = z.strictObject({
  ...half,
  /** Of the text that was read; refused when it is not the one that waits any more. */
  hash: Digest.optional(),
})
export type ConfirmPlan = z.infer<typeof ConfirmPlan>

const SignedHalf = z.strictObject({ ...half, signed_at: Seconds })

/** One revision of the plan and who has signed it. Meeting words are on the card and the sheet. */
const PlanRevision = z.strictObject({
  revision: z.int().min(1),
  hash: Digest,
  plan: PlanText,
  sender: SignedHalf.optional(),
  receiver: SignedHalf.optional(),
})
export type PlanRevision = z.infer<typeof PlanRevision>

/** `GET /referrals/:id/plan`. */
export const PlanView = z.strictObject({
  /** What both have signed; there until a newer one has been signed by both. */
  signed: PlanRevision.optional(),
  /** What one side has signed and the other not yet. */
  proposed: PlanRevision.optional(),
  /** What both nodes watch now; absent when nobody is awaited by this plan. */
  watch: Watch.optional(),
})
export type PlanView = z.infer<typeof PlanView>

/** When it happened, if it is phoned in later; now, if not said. */
const happened = { when: Seconds.optional(), phoned_in: z.boolean() }

/** `POST /referrals/:id/depart`: on the day she is asked once more, and says yes. */
export const Depart = z.strictObject({
  ...happened,
  reaffirmed: z.literal(true),
  /** On which leg, the first if not said. Leaving on the next one says that the one before is over. */
  leg: z.int().min(1).max(MAX_LEGS).default(1),
})
export type Depart = z.infer<typeof Depart>

export const ChangeTravel = z.strictObject({ reason: TravelChange })
export type ChangeTravel = z.infer<typeof ChangeTravel>

export const ReportMissed = z.strictObject({ leg: z.int().min(1).max(MAX_LEGS) })
export type ReportMissed = z.infer<typeof ReportMissed>

/** `POST /referrals/:id/arrive`. What she answered goes with words that matched, and only then. */
export const Arrive = z
  .strictObject({
    ...happened,
    kind: ArrivalKind,
    words: WordsOutcome,
    /** The four digits that she answered. */
    pin: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  })
  .superRefine(({ words, pin }, context) => {
    const rule =
      words === 'matched' ? pin === undefined && 'required' : pin !== undefined && 'not_asked_for'
    if (rule) {
      context.addIssue({ code: 'custom', message: rule, params: { rule }, path: ['pin'] })
    }
  })
export type Arrive = z.infer<typeof Arrive>

/** On paper and as a QR code: three groups of four (SPEC.md 5.5). */
const CardCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)

/** `POST /referrals/:id/match-card`: the code as somebody typed or scanned it. */
export const MatchCard = z.strictObject({ code: z.string().trim().min(1).max(40) })
export type MatchCard = z.infer<typeof MatchCard>

export const CardMatched = z.strictObject({ matches: z.boolean() })
export type CardMatched = z.infer<typeof CardMatched>

/** What a worker says to her, in a language that she understands. */
const Words = z.tuple([z.string(), z.string(), z.string()])

/**
 * `GET /referrals/:id/card`: what she carries. Neutral: nothing on it says what it is about, and
 * its code means nothing to anybody but the two nodes.
 */
export const Card = z.strictObject({
  language: MeetingLanguage,
  /** What she will hear first. */
  worker_says: Words,
  /** What she answers. */
  answer: z.string(),
  who: z.string(),
  look: z.string(),
  place: z.string(),
  at: Seconds,
  /** Numbers that answer around the clock: where she comes from, where she arrives. */
  duty_phones: z.array(z.string()).max(2),
  code: CardCode,
})
export type Card = z.infer<typeof Card>

/** What whoever meets her must know, in this order; pages say it in words. */
const MeetingRule = z.enum([
  'worker_speaks_first',
  'she_never_speaks_first',
  'she_answers_with_four_digits',
  'forgotten_words_never_leave_her_there',
  'call_when_unsure',
])

/** `GET /referrals/:id/meeting-sheet`: all that whoever meets her needs, and nothing about her. */
export const MeetingSheet = z.strictObject({
  place: z.string(),
  meeter: z.string(),
  look: z.string(),
  legs: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      mode: TravelMode,
      departs_at: Seconds,
      due_at: Seconds,
    }),
  ),
  language: MeetingLanguage,
  /** Gone once she has been met. */
  worker_says: Words.optional(),
  rules: z.array(MeetingRule),
  duty_phones: z.array(z.string()).max(2),
})
export type MeetingSheet = z.infer<typeof MeetingSheet>

/** What following a referral shows of the journey. */
export const JourneyView = z.strictObject({
  plan: z.strictObject({
    /** The newest one that both have signed, 0 when there is none. */
    revision: z.int().min(0),
    /** One side has signed the next one and the other not yet. */
    is_open: z.boolean(),
    /** What both nodes watch now; absent when nobody is awaited by a plan. */
    watch: Watch.optional(),
  }),
  /** The furthest that is known of where she is. */
  position: z.enum(['departed', 'missed', 'lost_contact', 'arrived', 'in_care']).optional(),
  meeting: z.enum(['none', 'open', 'over']),
  /** What is waited for next, grace included. */
  next_due: z
    .strictObject({ what: z.enum(['departure', 'arrival', 'follow_up']), at: z.iso.datetime() })
    .optional(),
  /** How it ended, as this node recorded it. */
  outcome: Outcome.optional(),
})
export type JourneyView = z.infer<typeof JourneyView>
