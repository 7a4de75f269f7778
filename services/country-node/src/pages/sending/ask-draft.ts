import { pagesIn } from '../languages.ts'
import { shownOf } from './agree-form.ts'
import type { DraftContent } from './page-draft.ts'
import { previewDraft } from './preview-draft.ts'
import { readDraft } from './read-draft.ts'
import type { Reader } from './reader.ts'
import { noticeText } from './show-drafts.ts'
import { wordingOf } from './wording.ts'

/** What she answered, if it is what the page showed; otherwise nothing. */
export function askedIn(
  { site, actor }: Pick<Reader, 'site' | 'actor'>,
  content: DraftContent,
  shown: string,
): DraftContent['asked'] {
  const { choice } = readDraft(content)
  const { chosen, organisation, preview } = previewDraft(site, actor, content)
  if (!choice || chosen.length === 0) return undefined
  if (shown !== shownOf({ items: chosen, agree_lang: choice.agree_lang })) return undefined
  const translate = site.pages.translate(pagesIn[choice.agree_lang])
  const notice = noticeText(site, 'agreement_to_share', choice.agree_lang)
  return {
    items: chosen,
    text: wordingOf(translate, { notice, organisation: organisation.name, preview }),
  }
}
