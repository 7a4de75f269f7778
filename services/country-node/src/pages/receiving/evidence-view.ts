import { defineView } from '@causeway/page-kit'
import { z } from 'zod'
import { Head, Href } from './head-view.ts'

/** What proves what was received and answered, before it is taken as a file. */
export const evidenceView = defineView(
  'receiving/evidence',
  z.strictObject({
    head: Head,
    fileHref: Href,
    counts: z.strictObject({ events: z.int(), receipts: z.int(), proofs: z.int() }),
  }),
)
