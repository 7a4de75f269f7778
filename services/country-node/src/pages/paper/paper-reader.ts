import type { Language, Pages } from '@causeway/page-kit'
import { MeetingLanguage } from '@causeway/schemas/codes'
import { pagesIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'

/** What a paper in somebody's language is written with. */
export interface PaperReader {
  language: Language
  translate: ReturnType<Pages['translate']>
  formats: ReturnType<Pages['formats']>
}

/**
 * By the ISO 639-2/T code of her language. Everything that is put to her is in one of ours; should
 * that change, the paper is in the node's until it has its words.
 */
export function readerOf({ pages, settings }: PageSite, code: string): PaperReader {
  const known = MeetingLanguage.safeParse(code)
  const language = known.success ? pagesIn[known.data] : settings.language
  return { language, translate: pages.translate(language), formats: pages.formats(language) }
}
