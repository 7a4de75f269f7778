import type { Language } from '@causeway/page-kit'
import type { languageIn } from '../languages.ts'

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
