import { type Form, readForm, sendPage, type View } from '@causeway/page-kit'
import { NewAnswer, NewQuestion } from '@causeway/schemas/api'
import { QuestionCode } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import { RandomId } from '@causeway/schemas/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { seconds } from '../../context.ts'
import { confirmPlan } from '../../journey/confirm-plan.ts'
import { showCard } from '../../journey/show-card.ts'
import { viewPlan } from '../../journey/view-plan.ts'
import { answerQuestion } from '../../questions/answer-question.ts'
import { askQuestion } from '../../questions/ask-question.ts'
import { listQuestions } from '../../questions/list-questions.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import { permittedReferral } from '../../referrals/permitted-referral.ts'
import { viewReferral } from '../../referrals/view-referral.ts'
import type { Action } from '../../staff/permissions.ts'
import { requireReadable } from '../../withdrawals/restricted.ts'
import { moveOnce } from '../act-once.ts'
import { frameOf } from '../frame/frame-of.ts'
import { handoverHref } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import type { Reader } from './draft-road.ts'
import { confirmationOf, PlanForm } from './plan-form.ts'
import { actOf, SentActName } from './sent-acts.ts'
import { actView, cardView, planView, questionsView, sentView } from './sent-views.ts'
import { freshForm } from './show-drafts.ts'
import { headOf, showSent } from './show-sent.ts'

const Path = z.strictObject({ id: RandomId })
type Sent = FastifyRequest & { params: z.infer<typeof Path> }
const schema = { hide: true, params: Path }

/** A question in words alone, or an answer to one of theirs. */
const AskForm = z.strictObject({ ask_text: z.string().trim().min(1).max(2000) })
const AnswerForm = z.strictObject({
  asked: RandomId,
  answer_text: z.string().trim().min(1).max(2000),
})

/** What a sender sees and does from sending to the moment she is in care. */
export const sentRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange, pages, settings } = site
  const base = '/sending/:id'

  /** The referral and who asks for it; one that came here is another page. */
  const sentOf = async (request: Sent, action: Action) => {
    const { actor, referral } = await permittedReferral(context, request, action)
    if (referral.side !== 'sender' || referral.status === 'draft') throw new Problem('not-found')
    const { language } = frameOf(site, request, { kind: 'form' })
    const reader: Reader = { site, actor, language }
    const peer = { node: referral.peer_node, org: referral.peer_org }
    return { actor, referral, reader, head: headOf(reader, { id: referral.id, peer }) }
  }
  const show = <Model>(
    request: FastifyRequest,
    reply: FastifyReply,
    { view, model, status = 200 }: { view: View<Model>; model: Model; status?: number },
  ) => {
    const frame = frameOf(site, request, { kind: 'form', section: 'send' })
    return sendPage(reply, pages, { view, model, frame, status })
  }
  const statusOf = ({ faults }: Form) => (faults.length > 0 ? 422 : 200)
  const backTo = (reply: FastifyReply, id: RandomId, done: string) =>
    reply.redirect(`${handoverHref('sender', id)}?done=${done}`, 303)

  app.get(base, { schema }, async (request, reply) => {
    const { reader, referral } = await sentOf(request, 'referral.read')
    const model = showSent(reader, await viewReferral(context, referral.id))
    return show(request, reply, { view: sentView, model })
  })

  for (const act of SentActName.options) {
    const { action, form: asks, run } = actOf(act)
    const questions = Object.keys(asks.shape)
    const showAct = async (request: Sent, reply: FastifyReply, form: Form) => {
      const { head } = await sentOf(request, action)
      const model = { head, form, act, questions }
      return show(request, reply, { view: actView, model, status: statusOf(form) })
    }
    app.get(`${base}/${act}`, { schema }, (request, reply) => showAct(request, reply, freshForm()))
    app.post(`${base}/${act}`, { schema }, async (request, reply) => {
      const read = readForm<Record<string, unknown>>(asks, request.body)
      if (!read.ok) return showAct(request, reply, read.form)
      const { id } = request.params
      const answers = read.data as Record<string, string>
      await moveOnce(context, request, id, {
        key: read.key,
        action,
        run: (actor, remember) => run(site, actor, id, answers, remember),
      })
      return backTo(reply, id, `send_${act}`)
    })
  }

  const showPlan = async (request: Sent, reply: FastifyReply, form: Form) => {
    const { actor, head, reader, referral } = await sentOf(request, 'plan.read')
    if (referral.state.meeting !== 'open') await requireReadable(context.db, referral)
    const { proposed, signed } = await viewPlan(context, referral.id)
    await auditReading(context, actor, 'plan.read', referral.id)
    const shown = proposed ?? signed
    if (!shown) throw new Problem('not-found')
    const { moment } = pages.formats(reader.language)
    const model = {
      head,
      form,
      plan: shown.plan,
      times: shown.plan.legs.map(({ departs_at, due_at }) => ({
        departs: moment(momentOf(departs_at)),
        due: moment(momentOf(due_at)),
      })),
      hash: proposed && !proposed.sender ? proposed.hash : undefined,
    }
    return show(request, reply, { view: planView, model, status: statusOf(form) })
  }
  app.get(`${base}/plan`, { schema }, (request, reply) => showPlan(request, reply, freshForm()))
  app.post(`${base}/plan`, { schema }, async (request, reply) => {
    const read = readForm(PlanForm, request.body)
    if (!read.ok) return showPlan(request, reply, read.form)
    const { id } = request.params
    await moveOnce(context, request, id, {
      key: read.key,
      action: 'plan.sign',
      run: async (actor, remember) => {
        const { proposed } = await viewPlan(context, id)
        const circumstances = {
          now: seconds(context.now),
          legs: proposed?.plan.legs.length ?? 1,
          timeZone: settings.timeZone,
        }
        const half = confirmationOf(read.data, circumstances)
        return confirmPlan(context, exchange, actor, id, half, remember)
      },
    })
    return backTo(reply, id, 'send_plan')
  })

  app.get(`${base}/card`, { schema }, async (request, reply) => {
    const { actor, head, reader, referral } = await sentOf(request, 'referral.card')
    const card = await showCard(context, actor, referral)
    const at = pages.formats(reader.language).moment(momentOf(card.at))
    return show(request, reply, { view: cardView, model: { head, card, at } })
  })

  const showQuestions = async (request: Sent, reply: FastifyReply, form: Form) => {
    const { actor, head, referral } = await sentOf(request, 'question.read')
    const { questions } = await listQuestions(context, referral.id)
    await auditReading(context, actor, 'question.read', referral.id)
    const next = questions.find(({ by, answer }) => by === 'receiver' && !answer)?.id
    const model = { head, form, questions, next }
    return show(request, reply, { view: questionsView, model, status: statusOf(form) })
  }
  app.get(`${base}/questions`, { schema }, (request, reply) =>
    showQuestions(request, reply, freshForm()),
  )
  app.post(`${base}/questions`, { schema }, async (request, reply) => {
    const read = readForm(AskForm, request.body)
    if (!read.ok) return showQuestions(request, reply, read.form)
    const { id } = request.params
    const asked = NewQuestion.parse({
      question: QuestionCode.enum.other,
      text: read.data.ask_text,
    })
    await moveOnce(context, request, id, {
      key: read.key,
      action: 'question.ask',
      run: (actor, remember) => askQuestion(context, exchange, actor, id, asked, remember),
    })
    return reply.redirect(`${handoverHref('sender', id)}/questions?done=send_asked`, 303)
  })
  app.get(`${base}/answer`, { schema }, async (request, reply) =>
    reply.redirect(`${handoverHref('sender', request.params.id)}/questions`, 303),
  )
  app.post(`${base}/answer`, { schema }, async (request, reply) => {
    const read = readForm(AnswerForm, request.body)
    if (!read.ok) return showQuestions(request, reply, read.form)
    const { id } = request.params
    const { asked, answer_text } = read.data
    const answer = { id, question: asked, ...NewAnswer.parse({ text: answer_text }) }
    await moveOnce(context, request, id, {
      key: read.key,
      action: 'question.answer',
      run: (actor, remember) => answerQuestion(context, exchange, actor, answer, remember),
    })
    return reply.redirect(`${handoverHref('sender', id)}/questions?done=send_answered`, 303)
  })
}
