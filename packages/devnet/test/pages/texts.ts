import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const languages = ['en', 'ro', 'nl', 'de'] as const
export type Language = (typeof languages)[number]

/** What a page says under a key; whoever looks for a label looks for these very words. */
export type Say = (key: string, values?: Record<string, string | number>) => string

const root = new URL('../../../../', import.meta.url)
const folders = ['packages/page-kit/web/locales/', 'services/country-node/web/locales/']

/** All texts of the pages in a language, the survivor's own among them. Throws for a key without one. */
export function readSay(language: Language): Say {
  const texts: Record<string, string> = {}
  for (const path of folders) {
    const folder = fileURLToPath(new URL(`${path}${language}/`, root))
    for (const file of readdirSync(folder)) {
      Object.assign(texts, JSON.parse(readFileSync(`${folder}${file}`, 'utf8')))
    }
  }
  return (key, values = {}) => {
    const text = texts[key]
    if (text === undefined) throw new TypeError(`No text for ${key} in ${language}`)
    return text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]))
  }
}

/** A country and a language (ISO 639-2/T) as the pages name them. */
export const sayCountry = (language: Language, code: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code

export const sayLanguage = (language: Language, code: string): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code
