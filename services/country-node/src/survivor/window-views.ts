import { defineView, type Form, Language } from '@causeway/page-kit'
import { Purpose } from '@causeway/schemas/codes'
import { Category } from '@causeway/schemas/record'
import { z } from 'zod'
import { PageStatus } from '../pages/page-status.ts'

const AnyForm = z.custom<Form>()
const Moment = z.iso.datetime()
const Groups = z.array(Category).readonly()

/** Code and PIN. That they opened nothing is the form's one fault, and not why. */
export const enterView = defineView(
  'survivor/enter',
  z.strictObject({
    /** What the form carries before there is a session. */
    token: z.string(),
    form: AnyForm,
    languages: z
      .array(z.strictObject({ code: Language, name: z.string(), isCurrent: z.boolean() }))
      .readonly(),
  }),
)

/** An organisation as it is called on her page; never a worker or a place. */
const named = { to: z.string() }

const Handover = z.strictObject({
  ...named,
  stands: PageStatus,
  pausedBy: z.array(z.enum(['her', 'them'])).readonly(),
  isAsked: z.boolean(),
  pauseHref: z.string().optional(),
  resumeHref: z.string().optional(),
})

const Agreed = z.strictObject({
  ...named,
  purpose: Purpose,
  until: Moment,
  isOver: z.boolean(),
  language: z.string().length(3),
  groups: z
    .array(
      z.strictObject({
        group: Category,
        isStopped: z.boolean(),
        stopHref: z.string().optional(),
      }),
    )
    .readonly(),
})

const Stop = z.strictObject({
  groups: Groups.optional(),
  at: Moment,
  until: Moment,
  recipients: z.array(z.strictObject({ ...named, hasAnswered: z.boolean() })).readonly(),
})

/** Strict, since whoever forces her may read along: what is not named here cannot be shown. */
export const pageView = defineView(
  'survivor/page',
  z.strictObject({
    handovers: z.array(Handover).readonly(),
    went: z
      .array(z.strictObject({ ...named, purpose: Purpose, at: Moment, groups: Groups }))
      .readonly(),
    agreed: z.array(Agreed).readonly(),
    refused: z.array(z.strictObject({ ...named, at: Moment, groups: Groups })).readonly(),
    stops: z.array(Stop).readonly(),
    stopHref: z.string().optional(),
  }),
)

/** What happens when she says yes, before she does. */
export const actView = defineView(
  'survivor/act',
  z.strictObject({
    form: AnyForm,
    act: z.enum(['pause', 'resume', 'stop', 'stop_group']),
    action: z.string(),
    to: z.string().optional(),
    group: Category.optional(),
  }),
)

/** Why a page is not shown, in words that fit any page. */
export const plainProblemView = defineView(
  'survivor/problem',
  z.strictObject({ problem: z.enum(['gone', 'later', 'again']), goOn: z.string() }),
)
