import { createInstance } from 'i18next'
import type { Language } from './languages.ts'
import type { Locales } from './read-texts.ts'

type TextValues = Record<string, string | number>

export interface Translate {
  /**
   * The text of a key, with its values; `count` chooses the plural form. Throws a `TypeError` for
   * a key that the language lacks and for a value that was not given: a page with a hole in it is
   * never shown.
   */
  (key: string, values?: TextValues): string
  has(key: string): boolean
  /** All plural forms of a key as they are written, for a script that counts while somebody types. */
  forms(key: string): Record<string, string>
}

/** Texts of one language; they are plain text, and what shows them escapes them. */
export function makeTranslate(locales: Locales, language: Language): Translate {
  const i18n = createInstance()
  i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: locales[language] } },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    missingInterpolationHandler: (text: string, match: string[]) => {
      throw new TypeError(`The text "${text}" needs a value: ${match[1]}`)
    },
  })
  const has = (key: string) => i18n.exists(key)
  const translate = (key: string, values: TextValues = {}): string => {
    if (!i18n.exists(key, values)) throw new TypeError(`No text "${key}" in ${language}`)
    return i18n.t(key, values)
  }
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const forms = (key: string) =>
    Object.fromEntries(categories.map((it) => [it, locales[language][`${key}_${it}`] ?? '']))
  return Object.assign(translate, { has, forms })
}
