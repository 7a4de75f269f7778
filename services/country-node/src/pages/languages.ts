import type { Language } from '@causeway/page-kit'
import { z } from 'zod'

/** ISO 639-2/T of the languages that the notices are written in: those of the pages. */
export const NoticeLanguage = z.enum(['ron', 'eng', 'nld', 'deu'])
export type NoticeLanguage = z.infer<typeof NoticeLanguage>

/** What is written on pages in a language is kept under this code of it. */
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

const languagesOf = (language: Language) => new Intl.DisplayNames(language, { type: 'language' })
const regionsOf = (language: Language) => new Intl.DisplayNames(language, { type: 'region' })

/** A language's name in a language of the pages, by its ISO 639 code. */
export const languageIn = (language: Language, code: string): string =>
  languagesOf(language).of(code) ?? code

/** A country's name, by its ISO 3166-1 alpha-2 code in either case. */
export const countryIn = (language: Language, code: string): string =>
  regionsOf(language).of(code.toUpperCase()) ?? code
