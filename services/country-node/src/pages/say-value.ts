import { dayIn, type Language, type Translate } from '@causeway/page-kit'
import type { ItemCode } from '@causeway/schemas/record'
import { countryIn, languageIn } from './languages.ts'

/** Items whose values are codes, and what the texts of those begin with. */
const coded: Partial<Record<ItemCode, string>> = {
  age_band: 'choice.age_band.',
  gender: 'choice.gender.',
  trafficking_status: 'choice.trafficking_status.',
  status_decided_by: 'choice.status_decided_by.',
  risk_level: 'choice.risk_level.',
  return_kind: 'choice.return_kind.',
  interpreter_constraints: 'choice.interpreter_constraints.',
  services_needed: 'service.',
  exploitation_type: 'choice.exploitation_type.',
  means_of_control: 'choice.means_of_control.',
}

/** Items whose values have names that the platform knows. */
const named: Partial<Record<ItemCode, typeof languageIn>> = {
  spoken_languages: languageIn,
  interpreter_language: languageIn,
  nationality: countryIn,
  birth_date: dayIn,
}

/** A value as it is read: codes in the reader's language, what somebody wrote as it was written. */
export function sayValue(
  translate: Translate,
  language: Language,
  code: ItemCode,
  value: unknown,
): string {
  if (typeof value === 'boolean') return translate(value ? 'answer.yes' : 'answer.no')
  if (Array.isArray(value)) {
    return value.map((one) => sayValue(translate, language, code, one)).join(', ')
  }
  const text = String(value)
  const prefix = coded[code]
  if (prefix) return translate(prefix + text)
  return named[code]?.(language, text) ?? text
}

/** Names and numbers: written by somebody, and in no language. */
const spelled: readonly ItemCode[] = [
  'full_name',
  'known_as',
  'safe_phone',
  'safe_email',
  'passport_number',
  'identity_card_number',
]

/** Whether somebody wrote it in words, so that it is in a language of its own. */
export const isWritten = (code: ItemCode, value: unknown): boolean =>
  typeof value === 'string' && !(code in coded) && !(code in named) && !spelled.includes(code)
