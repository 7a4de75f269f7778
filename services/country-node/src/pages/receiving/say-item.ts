import type { Language, Translate } from '@causeway/page-kit'
import type { ItemCode, RecordItem } from '@causeway/schemas/record'
import type { Said } from './head-view.ts'

/** Values that are codes, and what their texts begin with. */
const coded: Partial<Record<ItemCode, string>> = {
  gender: 'receive.gender.',
  trafficking_status: 'receive.trafficking_status.',
  status_decided_by: 'receive.decided_by.',
  risk_level: 'receive.risk.',
  return_kind: 'receive.return_kind.',
  interpreter_constraints: 'receive.interpreter.',
  services_needed: 'service.',
  exploitation_type: 'receive.exploitation.',
  means_of_control: 'receive.control.',
}

/** Values whose names the platform knows. */
const named: Partial<Record<ItemCode, 'language' | 'region'>> = {
  spoken_languages: 'language',
  interpreter_language: 'language',
  nationality: 'region',
}

/** `from_27_to_29` as `27–29`, `from_48` as `48+`. */
const ages = (band: string) =>
  band.replace(/^from_(\d+)_to_(\d+)$/, '$1–$2').replace(/^from_(\d+)$/, '$1+')

/** A value as it is read: codes in the reader's language, what somebody wrote as it was written. */
function sayValue(
  translate: Translate,
  language: Language,
  code: ItemCode,
  value: unknown,
): string {
  if (Array.isArray(value)) {
    return value.map((one) => sayValue(translate, language, code, one)).join(', ')
  }
  if (typeof value === 'boolean') return translate(`receive.answer.${value ? 'yes' : 'no'}`)
  const text = String(value)
  const prefix = coded[code]
  if (prefix) return translate(prefix + text)
  const type = named[code]
  if (type) return new Intl.DisplayNames(language, { type }).of(text) ?? text
  return code === 'age_band' ? ages(text) : text
}

const isFree = (code: ItemCode, value: unknown) =>
  typeof value === 'string' && !(code in coded) && !(code in named) && code !== 'age_band'

/** An item with its name. Having no answer is said too: it decides whether to ask. */
export function sayItem(
  translate: Translate,
  language: Language,
  { code, v, none, lang }: Pick<RecordItem, 'code' | 'v' | 'none' | 'lang'>,
): Said {
  const name = translate(`item.${code}`)
  if (none !== undefined) return { name, text: translate(`receive.none.${none}`) }
  const text = sayValue(translate, language, code, v)
  if (!isFree(code, v)) return { name, text }
  const [tag = language] = Intl.getCanonicalLocales(lang)
  return { name, text, lang: tag, isForeign: tag !== language }
}
