import { defineView } from '@causeway/page-kit'
import { z } from 'zod'
import { Head, Href, ShownForm } from './head-view.ts'
import { Leg } from './shown-parts.ts'

const Moment = z.iso.datetime()

/** What whoever meets her needs, and nothing of who she is. */
const Sheet = z.strictObject({
  place: z.string(),
  meeter: z.string(),
  look: z.string(),
  legs: z.array(Leg),
  /** BCP 47, of the words. */
  lang: z.string(),
  words: z.array(z.string()).optional(),
  phones: z.array(z.string()),
  due: Moment,
})
export type Sheet = z.infer<typeof Sheet>

/** For a telephone, out of doors: where, what to say, and then one of two answers. */
export const meetView = defineView(
  'receiving/meet',
  z.strictObject({
    head: Head,
    now: Moment,
    sheet: Sheet,
    met: ShownForm,
    missed: ShownForm,
    card: ShownForm,
    /** Whether this reader may say with the same button that she is in care. */
    mayCare: z.boolean(),
    sheetHref: Href,
  }),
)

/** The same on paper, for a meeter without an account: to be handed over once and given back. */
export const sheetView = defineView('receiving/sheet', z.strictObject({ head: Head, sheet: Sheet }))
