import { defineView } from '@causeway/page-kit'
import { FollowUpStep } from '@causeway/schemas/codes'
import { z } from 'zod'
import { Head, Href } from './head-view.ts'

/** When somebody asks after her, and what was noted then. */
export const followUpsView = defineView(
  'receiving/follow-ups',
  z.strictObject({
    head: Head,
    now: z.iso.datetime(),
    steps: z.array(
      z.strictObject({
        step: FollowUpStep,
        due: z.iso.datetime(),
        isLate: z.boolean(),
        href: Href.optional(),
        reached: z.boolean().optional(),
        note: z.string().optional(),
      }),
    ),
  }),
)
