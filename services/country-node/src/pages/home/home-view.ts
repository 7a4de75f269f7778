import { defineView } from '@causeway/page-kit'
import { Urgency } from '@causeway/schemas/codes'
import { z } from 'zod'
import { HubRecordWords } from './hub-record-of.ts'

/** What waits for somebody, as it is called on pages. */
export const Need = z.enum([
  'alarm',
  'alarm_taken',
  'acknowledge',
  'answer_end',
  'departure',
  'arrival',
  'follow_up',
  'lost_contact_review',
  'recall',
  'confirm_plan',
  'question',
  'plan',
  'care',
])
export type Need = z.infer<typeof Need>

const Item = z.strictObject({
  /** What both sides call the handover by; says nothing of whom it is about. */
  reference: z.string(),
  need: Need,
  urgency: Urgency,
  /** By when, or since when for what has no deadline. */
  due: z.iso.datetime().optional(),
  since: z.iso.datetime().optional(),
  isLate: z.boolean(),
  /** Absent for who may know that it waits and not what it is. */
  href: z.string().startsWith('/').optional(),
})
export type HomeItem = z.infer<typeof Item>

/** What needs somebody of this role now, by deadline; never who it is about. */
export const homeView = defineView(
  'home/home',
  z.strictObject({
    now: z.iso.datetime(),
    items: z.array(Item),
    /** Offered first to who has never done it in earnest; there for all others who may. */
    practice: z.enum(['first', 'again']).optional(),
    /** For who looks after the node. */
    record: HubRecordWords.optional(),
  }),
)
