import { Urgency } from '@causeway/schemas/codes'
import { z } from 'zod'
import { Flag, PageStatus } from '../page-status.ts'

/** A page of this node. */
export const Href = z.string().startsWith('/')

/** What every page about one handover begins with. */
export const Head = z.strictObject({
  reference: z.string(),
  href: Href,
  status: PageStatus,
  urgency: Urgency,
  from: z.string(),
  flags: z.array(Flag),
})
export type Head = z.infer<typeof Head>

/** A value with its name, in the reader's language; `lang` where somebody wrote it. */
export const Said = z.strictObject({
  name: z.string(),
  text: z.string(),
  lang: z.string().optional(),
  isForeign: z.boolean().optional(),
})
export type Said = z.infer<typeof Said>

/** A form, as `readForm` and `showForm` give it. */
export const ShownForm = z.strictObject({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
  faults: z.array(z.strictObject({ field: z.string(), rule: z.string() })).readonly(),
})
