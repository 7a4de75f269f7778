import { defineView } from '@causeway/page-kit'
import type { Picture } from '@causeway/page-kit/pictures'
import { Purpose, Urgency } from '@causeway/schemas/codes'
import { z } from 'zod'
import { Flag, PageStatus } from '../page-status.ts'
import { Href, ShownForm } from './head-view.ts'

/** The three parts of the inbox. */
const Stage = z.enum(['to_answer', 'running', 'ended'])

/** What a list is narrowed to: codes only, so that they may stand in an address. */
export const InboxFilter = z.object({
  stage: Stage.catch('to_answer'),
  urgency: Urgency.optional().catch(undefined),
  after: z.string().optional().catch(undefined),
})
export type InboxFilter = Omit<z.infer<typeof InboxFilter>, 'after'>

const Line = z.strictObject({
  href: Href,
  reference: z.string(),
  status: PageStatus,
  flags: z.array(Flag),
  urgency: Urgency,
  purpose: Purpose,
  /** By when something is awaited; absent when nothing is. */
  due: z.iso.datetime().optional(),
  isLate: z.boolean(),
  since: z.iso.datetime(),
})
export type InboxLine = z.infer<typeof Line>

/** What came from elsewhere, by deadline; never who it is about. */
export const inboxView = defineView(
  'receiving/inbox',
  z.strictObject({
    now: z.iso.datetime(),
    stage: Stage,
    urgency: Urgency.optional(),
    lines: z.array(Line),
    /** How much of the time is gone, of the lines that wait for an answer. */
    ageing: z.custom<Picture>().optional(),
    /** Where the first and the next page are, when this is not the only one. */
    firstHref: Href.optional(),
    nextHref: Href.optional(),
    /** To look for one by what people call it on the telephone. */
    form: ShownForm,
  }),
)
