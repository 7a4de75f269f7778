import type { Language, Translate } from '@causeway/page-kit'
import type { ItemCode } from '@causeway/schemas/record'
import { countryIn, languageIn } from '../languages.ts'
import { personQuestions } from './person-form.ts'
import type { Asking } from './read-answers.ts'
import { safetyQuestions } from './safety-form.ts'

/** Languages that are asked for by name (ISO 639-2/T). */
export const spokenCodes = [
  'ron',
  'eng',
  'nld',
  'deu',
  'bul',
  'hun',
  'pol',
  'ukr',
  'rus',
  'sqi',
  'srp',
  'tur',
  'ara',
  'vie',
  'fra',
  'spa',
  'ita',
  'por',
] as const

/** Countries that are asked for by name (ISO 3166-1). */
export const countryCodes = [
  'RO',
  'BG',
  'HU',
  'PL',
  'UA',
  'MD',
  'AL',
  'RS',
  'BA',
  'MK',
  'XK',
  'TR',
  'GB',
  'NL',
  'DE',
  'BE',
  'FR',
  'ES',
  'IT',
  'PT',
  'AT',
  'CZ',
  'SK',
  'LT',
  'LV',
  'EE',
  'GR',
  'NG',
  'VN',
  'CN',
  'PH',
  'BR',
  'MA',
  'ET',
  'ER',
  'SD',
  'SY',
  'IQ',
  'IR',
  'IN',
  'PK',
  'BD',
  'TH',
] as const

/** Choices whose names come from the platform, in alphabetical order. */
export const namedChoices = (
  codes: readonly string[],
  language: Language,
  name: typeof languageIn,
): { value: string; text: string }[] =>
  codes
    .map((value) => ({ value, text: name(language, value) }))
    .toSorted((a, b) => a.text.localeCompare(b.text, language))

const askings: Partial<Record<ItemCode, Asking>> = { ...personQuestions, ...safetyQuestions }

/** A value in a reader's language; what somebody wrote stays as it was written. */
export function sayValue(
  translate: Translate,
  language: Language,
  code: ItemCode,
  value: unknown,
): string {
  if (typeof value === 'boolean') return translate(value ? 'send.yes' : 'send.no')
  if (Array.isArray(value)) {
    return value.map((one) => sayValue(translate, language, code, one)).join(', ')
  }
  const text = String(value)
  if (code === 'nationality') return countryIn(language, text)
  if (code === 'spoken_languages' || code === 'interpreter_language') {
    return languageIn(language, text)
  }
  const asking = askings[code]
  return asking === 'choice' || asking === 'choices'
    ? translate(`send.choice.${code}.${text}`)
    : text
}
