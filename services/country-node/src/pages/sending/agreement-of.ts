import { NewAgreement } from '@causeway/schemas/api'
import { categoryOf, type ItemCode, specialGroups } from '@causeway/schemas/record'
import type { z } from 'zod'
import type { NoticeLanguage } from '../languages.ts'

/** How long her yes holds: through the last follow-up, half a year after she arrives. */
const AGREED_DAYS = 270

/** What these pages say of the law: a task of support and care (GDPR art. 6(1)(e), art. 9(2)(h)). */
const basisOf = (items: readonly ItemCode[]) =>
  Object.fromEntries(
    [...new Set(items.map(categoryOf))].map((group) => [
      group,
      specialGroups.includes(group) ? { art6: 'e', art9: 'h' } : { art6: 'e' },
    ]),
  )

type Given = z.input<typeof NewAgreement>

interface Answered {
  receiver: Given['receiver']
  purpose: string
  items: readonly ItemCode[]
  /** What was put to her, to the character. */
  text: string
  lang: NoticeLanguage
  how: string | undefined
  interpreter: string | undefined
  answer: string | undefined
  may_be_told?: string | undefined
}

/** What she answered to a page, as the call that records it. Throws a `ZodError` for what is no answer. */
export function agreementOf({ items, lang, answer, may_be_told, ...asked }: Answered) {
  const question = {
    ...asked,
    items: [...items],
    notice: { id: 'agreement_to_share', version: 1, lang },
    lang,
    ...(may_be_told ? { may_be_told } : {}),
  }
  return NewAgreement.parse(
    answer === 'given'
      ? { ...question, answer, basis: basisOf(items), expires_in_days: AGREED_DAYS }
      : { ...question, answer },
  )
}
