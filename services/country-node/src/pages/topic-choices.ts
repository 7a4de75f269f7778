import type { Language, Translate } from '@causeway/page-kit'
import { ItemCode } from '@causeway/schemas/record'

/** What can be asked about or told, by name, in the reader's alphabet. */
export const topicChoices = ({
  language,
  translate,
}: {
  language: Language
  translate: Translate
}) =>
  ItemCode.options
    .map((value) => ({ value, text: translate(`item.${value}`) }))
    .toSorted((a, b) => a.text.localeCompare(b.text, language))
