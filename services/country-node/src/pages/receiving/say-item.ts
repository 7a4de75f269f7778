import type { Language, Translate } from '@causeway/page-kit'
import type { RecordItem } from '@causeway/schemas/record'
import { isWritten, sayValue } from '../say-value.ts'
import type { Said } from './head-view.ts'

/** An item with its name. Having no answer is said too: it decides whether to ask. */
export function sayItem(
  translate: Translate,
  language: Language,
  { code, v, none, lang }: Pick<RecordItem, 'code' | 'v' | 'none' | 'lang'>,
): Said {
  const name = translate(`item.${code}`)
  if (none !== undefined) return { name, text: translate(`receive.none.${none}`) }
  const text = sayValue(translate, language, code, v)
  if (!isWritten(code, v)) return { name, text }
  const [tag = language] = Intl.getCanonicalLocales(lang)
  return { name, text, lang: tag, isForeign: tag !== language }
}
