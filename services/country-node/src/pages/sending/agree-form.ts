import { ExplainedHow, InterpreterMode } from '@causeway/schemas/codes'
import { ItemCode } from '@causeway/schemas/record'
import { z } from 'zod'
import { NoticeLanguage } from '../languages.ts'
import { listOf } from '../list-of.ts'

/** What is put to her, and in which language; nothing is chosen before she chooses. */
export const ChoiceForm = z.strictObject({
  items: listOf(ItemCode),
  agree_lang: NoticeLanguage,
})
export type ChoiceForm = z.infer<typeof ChoiceForm>

/** What she answered to what was shown. */
export const AgreeForm = z.strictObject({
  answer: z.enum(['given', 'refused']),
  agree_how: ExplainedHow,
  agree_interpreter: InterpreterMode,
  may_be_told: z.string().trim().min(1).max(1000).optional(),
  /** The choice that the page showed: another one may have been made in another tab. */
  shown: z.string(),
})
export type AgreeForm = z.infer<typeof AgreeForm>

export const shownOf = ({ items, agree_lang }: ChoiceForm): string =>
  [agree_lang, ...items].join('.')
