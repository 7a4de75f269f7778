import { refuseField } from '@causeway/page-kit'
import { NewQuestion } from '@causeway/schemas/api'
import { QuestionCode } from '@causeway/schemas/codes'
import { ItemCode, Question } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import type { FieldOf } from '../form-faults.ts'
import type { FormField } from '../form-field.ts'

/** The closed list first; words alone are a question of their own. */
export const AskForm = z
  .strictObject({
    ask_code: QuestionCode.optional(),
    ask_topic: ItemCode.optional(),
    ask_text: Question.shape.text,
    again_because: Question.shape.because,
  })
  .superRefine(({ ask_code, ask_text }, context) => {
    const missing = !ask_code && !ask_text ? 'ask_code' : undefined
    const field = ask_code === 'other' && !ask_text ? 'ask_text' : missing
    if (field) refuseField(context, field, 'required')
  })
export type AskForm = z.infer<typeof AskForm>

export const AnswerForm = z.strictObject({
  asked: RandomId,
  answer_text: z.string().trim().min(1).max(2000),
})

/** Why somebody asks again is typed in one place. */
export const askFieldOf: FieldOf = { 'already-told': 'again_because' }

export const questionOf = ({
  ask_code,
  ask_topic,
  ask_text,
  again_because,
}: AskForm): NewQuestion =>
  NewQuestion.parse({
    question: ask_code ?? QuestionCode.enum.other,
    topic: ask_topic,
    text: ask_text,
    because: again_because,
  })

/** `topics`: what a question may be about, by the names of the reader's language. */
export const askFields = (topics: NonNullable<FormField['choices']>): FormField[] => [
  {
    as: 'radios',
    name: 'ask_code',
    options: { codes: QuestionCode.options, prefix: 'question.' },
  },
  { as: 'textarea', name: 'ask_text', options: { limit: 2000 } },
  { as: 'select', name: 'ask_topic', choices: topics },
  { as: 'textarea', name: 'again_because', options: { limit: 500 } },
]
