import {
  Outcome,
  QuestionCode,
  RiskLevel,
  ServiceCode,
  TravelChange,
  TravelMode,
  WarmHandover,
} from '@causeway/schemas/codes'
import { Category } from '@causeway/schemas/record'
import { z } from 'zod'
import { WhyNot } from '../why-not.ts'
import { Href } from './head-view.ts'

const Moment = z.iso.datetime()

/** One thing that may be done next; without `href` not by this reader, and `why` says why. */
export const Step = z.strictObject({
  name: z.string(),
  href: Href.optional(),
  why: WhyNot.optional(),
  /** Who does it, in the reader's language. */
  who: z.array(z.string()).optional(),
})
export type Step = z.infer<typeof Step>

/** One question between the two sides. */
export const Asked = z.strictObject({
  question: QuestionCode,
  topic: z.string().optional(),
  text: z.string().optional(),
  isOurs: z.boolean(),
  at: Moment,
  answer: z.strictObject({ text: z.string().optional(), at: Moment }).optional(),
})
export type Asked = z.infer<typeof Asked>

const Half = z.strictObject({
  risk: RiskLevel,
  note: z.string().optional(),
  validUntil: Moment,
  onCall: z.array(z.strictObject({ first: z.string(), second: z.string(), phone: z.string() })),
  warmHandover: WarmHandover.optional(),
})

/** A part of the way. */
export const Leg = z.strictObject({
  from: z.string(),
  to: z.string(),
  mode: TravelMode,
  departs: Moment,
  due: Moment,
})

/** A plan as both sides read it, with what each has added. */
export const ShownPlan = z.strictObject({
  /** Who has signed it: it holds when both have. */
  signed: z.enum(['both', 'us', 'them']),
  revision: z.int(),
  legs: z.array(Leg.extend({ graceMinutes: z.int(), isEscorted: z.boolean() })),
  place: z.string(),
  meeter: z.string(),
  look: z.string(),
  firstNight: z.string(),
  ours: Half.optional(),
  theirs: Half.optional(),
})
export type ShownPlan = z.infer<typeof ShownPlan>

/** Something that she took back, and who has said that it holds to it. */
const TakenBack = z.strictObject({
  groups: z.array(Category).optional(),
  at: Moment,
  undoUntil: Moment,
  isUndone: z.boolean(),
  /** Whether she said it here. */
  isOurs: z.boolean(),
  isAnswered: z.boolean(),
})

/** How a handover has ended. */
export const Ending = z.enum([
  'declined',
  'expired',
  'recalled',
  'acceptance_withdrawn',
  'withdrawn',
  'closed',
])

/** What an end has left here of what was received. */
const Left = z.strictObject({
  how: Ending,
  outcome: Outcome.optional(),
  what: z.enum(['kept', 'closed', 'planned', 'destroyed']),
  /** When it is or was destroyed. */
  at: Moment.optional(),
})

/** What holds a handover up, has changed it or has ended it. */
export const Standing = z.strictObject({
  pause: z.enum(['hers', 'workers']).optional(),
  isRecallAsked: z.boolean(),
  travelChange: TravelChange.optional(),
  isSearched: z.boolean(),
  takenBack: z.array(TakenBack),
  services: z.strictObject({ taken: z.array(ServiceCode), left: z.array(ServiceCode) }).optional(),
  left: Left.optional(),
})
export type Standing = z.infer<typeof Standing>
