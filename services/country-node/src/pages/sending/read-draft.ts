import type { ItemEntry } from '@causeway/schemas/record'
import type { z } from 'zod'
import { AgreeForm, ChoiceForm } from './agree-form.ts'
import type { DraftContent, DraftPage } from './page-draft.ts'
import { PersonForm, personEntries } from './person-form.ts'
import { ReturnForm } from './return-form.ts'
import { SafetyForm, safetyEntries } from './safety-form.ts'

export const forms = {
  return: ReturnForm,
  person: PersonForm,
  safety: SafetyForm,
  choice: ChoiceForm,
  agree: AgreeForm,
} as const satisfies Record<DraftPage, z.ZodType>

type Read = { [Page in DraftPage]?: z.infer<(typeof forms)[Page]> }

/** The pages that are whole, each as its form reads it. */
export function readDraft({ pages, asked }: DraftContent): Read {
  const read: Record<string, unknown> = {}
  for (const [page, form] of Object.entries(forms)) {
    const parsed = form.safeParse(pages[page as DraftPage] ?? {})
    if (parsed.success) read[page] = parsed.data
  }
  // An answer without what was asked is none.
  if (!asked) delete read.agree
  return read as Read
}

/** The four pages in their order, and where each is. */
export const steps = ['return', 'person', 'safety', 'agree'] as const
export type Step = (typeof steps)[number]

/** Where to go on: the first page that is not whole, or sending. */
export function nextStep(content: DraftContent): Step | 'send' {
  const read = readDraft(content)
  return steps.find((step) => !read[step]) ?? 'send'
}

/** All that was told on the pages that are whole. */
export function entriesOf(content: DraftContent, onlyWorker: string): ItemEntry[] {
  const { person, safety } = readDraft(content)
  const { lang } = content
  return [
    ...(person ? personEntries(person, { lang, onlyWorker }) : []),
    ...(safety ? safetyEntries(safety, lang) : []),
  ]
}
