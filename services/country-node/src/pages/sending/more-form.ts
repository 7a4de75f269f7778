import { ExplainedHow, InterpreterMode } from '@causeway/schemas/codes'
import { ItemCode } from '@causeway/schemas/record'
import { z } from 'zod'
import type { FormField } from '../form-field.ts'
import { NoticeLanguage } from '../languages.ts'

/** What was chosen travels on through the second page in one hidden field. */
const chosen = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(' ') : value),
  z.array(ItemCode).min(1).max(60),
)

/** What shall go as well, and why; in which language she is asked where she has to be. */
export const MoreForm = z.strictObject({
  more_items: chosen,
  more_because: z.string().trim().min(1).max(500),
  agree_lang: NoticeLanguage,
})
export type MoreForm = z.infer<typeof MoreForm>

/** The same, sent on from the page that showed it, with what she answered to that. */
export const MoreAskForm = z.strictObject({
  ...MoreForm.shape,
  more_answer: z.enum(['given', 'refused']).optional(),
  agree_how: ExplainedHow.optional(),
  agree_interpreter: InterpreterMode.optional(),
})
export type MoreAskForm = z.infer<typeof MoreAskForm>

/** What is asked of her answer where she has to be asked. */
export const answerNames = ['more_answer', 'agree_how', 'agree_interpreter'] as const

export const answerFields: readonly FormField[] = [
  {
    as: 'radios',
    name: 'more_answer',
    options: { codes: ['given', 'refused'], prefix: 'send.answer.' },
  },
  {
    as: 'radios',
    name: 'agree_how',
    options: { codes: ExplainedHow.options, prefix: 'send.how.' },
  },
  {
    as: 'radios',
    name: 'agree_interpreter',
    options: { codes: InterpreterMode.options, prefix: 'send.interpreter.' },
  },
]
