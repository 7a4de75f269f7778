import type { AgreementPreview } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { ItemCode } from '@causeway/schemas/record'
import type { Organisation } from '@causeway/schemas/wire'
import { previewItems } from '../../agreements/preview-items.ts'
import { seconds } from '../../context.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import type { StaffActor } from '../../staff/actor.ts'
import type { NoticeLanguage } from '../languages.ts'
import { pagesIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'
import { daysThatCannotBe } from './days-that-cannot-be.ts'
import type { DraftContent } from './page-draft.ts'
import { entriesOf, nextStep, readDraft, type Step } from './read-draft.ts'

/** How the worker's language says that she is reached through her worker only. */
export const onlyWorkerIn = ({ pages }: Pick<PageSite, 'pages'>, { lang }: DraftContent): string =>
  pages.translate(pagesIn[lang as NoticeLanguage])('send.only_worker')

/**
 * Where to go on with a draft here: as `nextStep`, but at the first page again when whoever it was
 * for is not in the directory any more, and where a day is typed that cannot be.
 */
export function stepToGo({ context }: PageSite, content: DraftContent): Step | 'send' {
  const { return: wish } = readDraft(content)
  const isGone = wish && !findOrganisation(context.directory, wish.receiver)
  if (isGone) return 'return'
  const [impossible] = daysThatCannotBe(context, content)
  return impossible?.step ?? nextStep(content)
}

export interface DraftPreview {
  organisation: Organisation
  /** What may be chosen: it is answered, and the policy lets it go. */
  choices: ItemCode[]
  /** Chosen, and still there to be chosen. */
  chosen: ItemCode[]
  preview: AgreementPreview
}

/**
 * What the receiver would see of what is typed so far, by the same rule as of a record. Throws
 * `Problem`: `transition-refused` before the first three pages are whole, `organisation-unknown`.
 */
export function previewDraft(
  site: PageSite,
  actor: StaffActor,
  content: DraftContent,
): DraftPreview {
  const { context } = site
  const { return: wish, person, safety, choice } = readDraft(content)
  if (!wish || !person || !safety) throw new Problem('transition-refused')
  const organisation = findOrganisation(context.directory, wish.receiver)
  if (!organisation) throw new Problem('organisation-unknown')

  const said = { by: actor.pseudonym, at: seconds(context.now) }
  const recorded = entriesOf(content, onlyWorkerIn(site, content)).map((it) => ({ ...it, ...said }))
  const look = (items: ItemCode[]) =>
    previewItems(
      context,
      {
        receiver: { node: organisation.node, org: organisation.id },
        purpose: 'return',
        services: wish.services,
        items,
      },
      recorded,
    )
  const answered = recorded.filter((item) => 'v' in item).map(({ code }) => code)
  const staying = new Set(look(answered).stays_here.map(({ code }) => code))
  const choices = answered.filter((code) => !staying.has(code))
  const chosen = choices.filter((code) => choice?.items.includes(code))
  return { organisation, choices, chosen, preview: look(chosen) }
}
