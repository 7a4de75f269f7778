import { z } from 'zod'
import { QuestionCode } from '../codes/index.ts'
import { Answer, ItemCode, Question } from '../record/index.ts'
import { RandomId, Seconds } from '../wire/index.ts'

/** `POST /referrals/:id/questions`: the closed list first, words where it does not do. */
export const NewQuestion = z
  .strictObject({
    question: QuestionCode,
    topic: ItemCode.optional(),
    pauses_clock: z.boolean().default(false),
    ...Question.shape,
  })
  .refine(({ question, text }) => question !== 'other' || text !== undefined, {
    path: ['text'],
    params: { rule: 'required' },
  })
export type NewQuestion = z.infer<typeof NewQuestion>

/** `POST /referrals/:id/questions/:question/answer` */
export const NewAnswer = Answer

export const QuestionPath = z.strictObject({ id: RandomId, question: RandomId })
export type QuestionPath = z.infer<typeof QuestionPath>

/** `GET /referrals/:id/questions`: in the order in which they were asked. */
export const Thread = z.strictObject({
  questions: z.array(
    z.strictObject({
      id: RandomId,
      by: z.enum(['sender', 'receiver']),
      question: QuestionCode,
      topic: ItemCode.optional(),
      pauses_clock: z.boolean(),
      at: Seconds,
      ...Question.shape,
      answer: z.strictObject({ text: Answer.shape.text.optional(), at: Seconds }).optional(),
    }),
  ),
})
export type Thread = z.infer<typeof Thread>
