import {
  NewAnswer,
  NewQuestion,
  QuestionPath,
  ReferralMoved,
  ReferralPath,
  Thread,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { auditReading } from '../referrals/audit-reading.ts'
import { permittedReferral } from '../referrals/permitted-referral.ts'
import { type MoveRoutesOptions, moved, runMove } from '../referrals/run-move.ts'
import { answerQuestion } from './answer-question.ts'
import { askQuestion } from './ask-question.ts'
import { listQuestions } from './list-questions.ts'

const tags = ['Questions']

/** What the workers of both sides ask each other until she is in care. */
export const questionRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.get(
    '/referrals/:id/questions',
    {
      schema: {
        tags,
        summary: 'Read the questions and answers of a referral; the reading is logged',
        params: ReferralPath,
        response: { 200: Thread },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'question.read')
      const thread = await listQuestions(context, referral.id)
      await auditReading(context, actor, 'question.read', referral.id)
      return thread
    },
  )

  app.post(
    '/referrals/:id/questions',
    { schema: { ...moved, tags, summary: 'Ask the other side', body: NewQuestion } },
    (request, reply) =>
      runMove(context, request, reply, 'question.ask', (actor, id, remember) =>
        askQuestion(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/questions/:question/answer',
    {
      schema: {
        tags,
        summary: 'Answer a question of the other side',
        params: QuestionPath,
        body: NewAnswer,
        response: { 200: ReferralMoved },
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'question.answer', (actor, _id, remember) =>
        answerQuestion(context, exchange, actor, { ...request.params, ...request.body }, remember),
      ),
  )
}
