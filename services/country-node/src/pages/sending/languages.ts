import type { Language } from '@causeway/page-kit'
import type { NoticeLanguage } from './person-form.ts'

/** ISO 639-2/T of a language of the pages: what is written on them is kept under it. */
export const writtenIn: Record<Language, NoticeLanguage> = {
  en: 'eng',
  ro: 'ron',
  nl: 'nld',
  de: 'deu',
}

/** The language of the pages by its ISO 639-2/T code. */
export const pagesIn: Record<NoticeLanguage, Language> = {
  eng: 'en',
  ron: 'ro',
  nld: 'nl',
  deu: 'de',
}
