import { defineView } from '@causeway/page-kit'
import { ServiceCode, Urgency } from '@causeway/schemas/codes'
import { Category } from '@causeway/schemas/record'
import { z } from 'zod'
import { Head, Said, ShownForm } from './head-view.ts'
import { Asked, ShownPlan, Standing, Step } from './shown-parts.ts'

const Moment = z.iso.datetime()

/** The offer before somebody has opened it. */
export const unopenedView = defineView(
  'receiving/unopened',
  z.strictObject({
    head: Head,
    form: ShownForm,
    urgency: Urgency,
    due: Moment.optional(),
    standing: Standing,
    /** Whether this reader may open it; who may not reads who does. */
    step: Step,
  }),
)

/** All that is known of her before an acceptance, and no more. */
export const summaryView = defineView(
  'receiving/summary',
  z.strictObject({
    head: Head,
    now: Moment,
    due: Moment.optional(),
    urgency: Urgency,
    services: z.array(ServiceCode),
    arrivalWeek: z.string().optional(),
    person: z.array(Said),
    groups: z.array(Category),
    questions: z.array(Asked),
    standing: Standing,
    steps: z.array(Step),
    others: z.array(Step),
  }),
)

const Told = z.strictObject({
  topics: z.array(z.string()).min(1),
  because: z.enum(['told', 'declined_to_say']),
  timesAsked: z.int(),
  last: Moment.optional(),
})

const Received = z.strictObject({
  doNotAsk: z.array(Told),
  timesAsked: z.int(),
  /** What was asked here all the same, and why. */
  askedAgain: z.array(z.strictObject({ topic: z.string(), at: Moment, because: z.string() })),
  contact: z.array(Said),
  groups: z.array(z.strictObject({ category: Category, items: z.array(Said) })),
  /** What her story holds, which stays closed on this page. */
  story: z.array(z.string()),
  storyStep: Step,
  /** What she took back, of which nothing is shown. */
  closed: z.array(z.string()),
})

/** After acceptance. `packet` is there for who looks after her, once it has come. */
export const handoverView = defineView(
  'receiving/handover',
  z.strictObject({
    head: Head,
    now: Moment,
    standing: Standing,
    packetIs: z.enum(['none', 'awaited', 'shown', 'for_others', 'closed']),
    packet: Received.optional(),
    plans: z.array(ShownPlan),
    steps: z.array(Step),
    others: z.array(Step),
    questions: z.array(Asked),
  }),
)

export const storyView = defineView(
  'receiving/story',
  z.strictObject({ head: Head, items: z.array(Said) }),
)
