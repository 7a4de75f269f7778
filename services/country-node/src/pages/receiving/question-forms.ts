import { refuseField } from '@causeway/page-kit'
import { QuestionCode } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import { Answer, ItemCode, Question } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { answerQuestion } from '../../questions/answer-question.ts'
import { askQuestion } from '../../questions/ask-question.ts'
import { topicChoices } from '../topic-choices.ts'
import type { FormPage } from './form-page.ts'
import { firstUnanswered } from './thread-model.ts'

const AskForm = z
  .strictObject({
    question: QuestionCode,
    question_text: Question.shape.text,
    about_topic: ItemCode.optional(),
    ask_because: Question.shape.because,
    pauses_clock: z.literal('yes').optional(),
  })
  .superRefine(({ question, question_text }, context) => {
    if (question !== 'other' || question_text !== undefined) return
    refuseField(context, 'question_text', 'required')
  })

/** A question to the other side, from a list first; about what she has told already with a reason. */
export const askForm: FormPage<z.infer<typeof AskForm>> = {
  name: 'ask',
  action: 'question.ask',
  schema: AskForm,
  fields: (_site, { status }, reader) => [
    {
      as: 'radios',
      name: 'question',
      options: { codes: QuestionCode.options, prefix: 'question.' },
    },
    { as: 'textarea', name: 'question_text', options: { limit: 2000 } },
    ...(status === 'under_review'
      ? [
          {
            as: 'checkboxes' as const,
            name: 'pauses_clock',
            options: { codes: ['yes'], prefix: 'receive.pauses_clock.' },
          },
        ]
      : []),
    { as: 'select', name: 'about_topic', choices: topicChoices(reader) },
    { as: 'textarea', name: 'ask_because', options: { limit: 2000 } },
  ],
  fieldOf: { 'clock-not-paused': 'pauses_clock', 'already-told': 'ask_because' },
  run({ context, exchange, actor, referral, data, remember }) {
    const { question, question_text: text, about_topic: topic, ask_because: because } = data
    const asked = {
      question,
      pauses_clock: data.pauses_clock === 'yes',
      ...(text === undefined ? {} : { text }),
      ...(topic === undefined ? {} : { topic }),
      ...(because === undefined ? {} : { because }),
    }
    return askQuestion(context, exchange, actor, referral.id, asked, remember)
  },
}

const AnswerForm = z.strictObject({ asked: RandomId, answer_text: Answer.shape.text })

/** The oldest question of the other side that waits; the next one comes after it. */
export const answerForm: FormPage<z.infer<typeof AnswerForm>> = {
  name: 'answer',
  action: 'question.answer',
  schema: AnswerForm,
  fields: () => [{ as: 'textarea', name: 'answer_text', options: { limit: 2000 } }],
  async about({ context }, reader, referral) {
    const found = await firstUnanswered(context, reader, referral)
    if (!found) throw new Problem('transition-refused')
    return { hidden: { asked: found.id }, asked: found.asked }
  },
  run({ context, exchange, actor, referral, data, remember }) {
    const answer = { id: referral.id, question: data.asked, text: data.answer_text }
    return answerQuestion(context, exchange, actor, answer, remember)
  },
}
