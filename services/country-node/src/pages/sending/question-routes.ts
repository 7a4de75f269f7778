import { type Form, readForm, showForm } from '@causeway/page-kit'
import { NewAnswer } from '@causeway/schemas/api'
import type { ItemCode } from '@causeway/schemas/record'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { answerQuestion } from '../../questions/answer-question.ts'
import { askQuestion } from '../../questions/ask-question.ts'
import { listQuestions } from '../../questions/list-questions.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import { readToldInReferral } from '../../telling/read-told.ts'
import { moveOnce } from '../act-once.ts'
import { faultsIn, valuesIn } from '../form-faults.ts'
import { freshForm } from '../fresh-form.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { topicChoices } from '../topic-choices.ts'
import { whyNot } from '../why-not.ts'
import { AnswerForm, AskForm, askFieldOf, askFields, questionOf } from './question-form.ts'
import type { Reader } from './reader.ts'
import { BASE, doneAt, schema, sentOf, show } from './sent-page.ts'
import { questionsView, type Told } from './sent-views.ts'

/** Questions and answers of the two workers, beside what she has told and nobody need ask again. */
export const questionRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange } = site

  const showQuestions = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { ask, answer }: { ask?: Form; answer?: Form } = {},
  ) => {
    const { actor, head, reader, referral } = await sentOf(site, request, 'question.read')
    const { questions } = await listQuestions(context, referral.id)
    await auditReading(context, actor, 'question.read', referral.id)
    const translate = site.pages.translate(reader.language)
    const nameOf = (code: ItemCode) => translate(`item.${code}`)
    const fresh = freshForm()
    const form = ask ?? answer ?? fresh
    const model = {
      head,
      form,
      questions: questions.map((it) => ({ ...it, about: it.topic && nameOf(it.topic) })),
      next: questions.find(({ by, answer }) => by === 'receiver' && !answer)?.id,
      answer: answer ?? freshForm(),
      ask: ask ?? fresh,
      fields: askFields(topicChoices({ language: reader.language, translate })),
      told: await toldFor(reader, referral),
    }
    return show(site, request, reply, { view: questionsView, model, form })
  }

  app.get(`${BASE}/questions`, { schema }, (request, reply) => showQuestions(request, reply))

  app.post(`${BASE}/questions`, { schema }, async (request, reply) => {
    const read = readForm(AskForm, request.body)
    if (!read.ok) return showQuestions(request, reply, { ask: read.form })
    const { id } = request.params
    const asked = questionOf(read.data)
    try {
      await moveOnce(context, request, id, {
        key: read.key,
        action: 'question.ask',
        run: (actor, remember) => askQuestion(context, exchange, actor, id, asked, remember),
      })
    } catch (error) {
      const faults = faultsIn(error, { fieldOf: askFieldOf })
      if (!faults) throw error
      const ask = { ...showForm(read.key, valuesIn(request)), faults }
      return showQuestions(request, reply, { ask })
    }
    return doneAt(reply, id, 'asked', '/questions')
  })

  app.get(`${BASE}/answer`, { schema }, async (request, reply) =>
    reply.redirect(`${handoverHref('sender', request.params.id)}/questions`, 303),
  )

  app.post(`${BASE}/answer`, { schema }, async (request, reply) => {
    const read = readForm(AnswerForm, request.body)
    if (!read.ok) return showQuestions(request, reply, { answer: read.form })
    const { id } = request.params
    const { asked, answer_text } = read.data
    const answer = { id, question: asked, ...NewAnswer.parse({ text: answer_text }) }
    await moveOnce(context, request, id, {
      key: read.key,
      action: 'question.answer',
      run: (actor, remember) => answerQuestion(context, exchange, actor, answer, remember),
    })
    return doneAt(reply, id, 'answered', '/questions')
  })
}

/** What she has told, for those who may know; the reading is audited. */
async function toldFor(
  { site: { context, pages }, actor, language }: Reader,
  referral: DecidableReferral,
): Promise<Told[]> {
  if (whyNot(actor, 'told.read', referral)) return []
  const { topics } = await readToldInReferral(context, actor, referral)
  const translate = pages.translate(language)
  return topics.map(({ topic, times_asked, because }) => ({
    name: translate(`item.${topic}`),
    times: times_asked,
    isNo: because === 'declined_to_say',
  }))
}
