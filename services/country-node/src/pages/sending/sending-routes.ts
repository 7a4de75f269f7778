import { FORM_KEY, type Form, readForm, sendPage, type View } from '@causeway/page-kit'
import { RandomId } from '@causeway/schemas/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { shownOf } from './agree-form.ts'
import { pagesIn, writtenIn } from './languages.ts'
import {
  beginDraft,
  changeDraft,
  type DraftPage,
  type OpenDraft,
  openDraft,
  type Typed,
} from './page-draft.ts'
import { previewDraft } from './preview-draft.ts'
import { tidy } from './read-answers.ts'
import { forms, nextStep, readDraft, type Step, steps } from './read-draft.ts'
import { sendDraft } from './send-draft.ts'
import {
  agreeView,
  paperView,
  personView,
  returnView,
  safetyView,
  sendView,
} from './sending-views.ts'
import {
  freshForm,
  hrefOf,
  noticeText,
  RETURNS,
  type Reader,
  showAgree,
  showPerson,
  showReturn,
  showSafety,
  showSend,
  showTogether,
} from './show-drafts.ts'
import { showList } from './show-list.ts'
import { wordingOf } from './wording.ts'

const schema = { hide: true, params: z.strictObject({ id: RandomId }) }
const listed = { hide: true }

/** Where what became of it is. */
const sentHref = (referral: RandomId | null) =>
  referral ? `${handoverHref('sender', referral)}?done=sent` : `${RETURNS}?done=no_kept`

/** What somebody typed, without what is ours; boxes that were left empty are not there. */
const typedIn = (body: unknown): Typed =>
  tidy(
    Object.fromEntries(
      Object.entries((body ?? {}) as Typed).filter(
        ([name, value]) => name !== FORM_KEY && (Array.isArray(value) || value.trim() !== ''),
      ),
    ),
  )

/** The four pages on which a return is prepared, and sending it. */
export const sendingRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site

  const readerOf = (request: FastifyRequest): Reader => {
    const actor = actorOf(request)
    decide(actor, 'referral.draft')
    return { site, actor, language: frameOf(site, request, { kind: 'form' }).language }
  }
  const show = <Model>(
    request: FastifyRequest,
    reply: FastifyReply,
    { view, model, status = 200 }: { view: View<Model>; model: Model; status?: number },
  ) => {
    const frame = frameOf(site, request, { kind: 'form', section: 'send' })
    return sendPage(reply, pages, { view, model, frame, status })
  }

  const showStep = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { step, draft, form }: { step: Step; draft: OpenDraft; form: Form },
  ) => {
    const reader = readerOf(request)
    const status = form.faults.length > 0 ? 422 : 200
    if (step === 'return') {
      const model = await showReturn(reader, draft, form)
      return show(request, reply, { view: returnView, model, status })
    }
    if (step === 'person') {
      const model = showPerson(reader, draft, form)
      return show(request, reply, { view: personView, model, status })
    }
    if (step === 'safety') {
      return show(request, reply, { view: safetyView, model: showSafety(draft, form), status })
    }
    return show(request, reply, { view: agreeView, model: showAgree(reader, draft, form), status })
  }

  app.get(RETURNS, { schema: listed }, async (request, reply) => {
    const { view, model } = await showList(readerOf(request))
    const frame = frameOf(site, request, { kind: 'list', section: 'send' })
    return sendPage(reply, pages, { view, model, frame })
  })

  app.post(RETURNS, { schema: listed }, async (request, reply) => {
    const { actor, language } = readerOf(request)
    const id = await beginDraft(context, actor, writtenIn[language])
    return reply.redirect(hrefOf(id, 'return'), 303)
  })

  app.get(`${RETURNS}/:id`, { schema }, async (request, reply) => {
    const draft = await openDraft(context, readerOf(request).actor, request.params.id)
    if ('ended' in draft) return reply.redirect(sentHref(draft.referral), 303)
    const next = draft.sending_at ? 'send' : nextStep(draft.content)
    return reply.redirect(hrefOf(draft.id, next), 303)
  })

  for (const step of steps) {
    app.get(`${RETURNS}/:id/${step}`, { schema }, async (request, reply) => {
      const draft = await openDraft(context, readerOf(request).actor, request.params.id)
      if ('ended' in draft) return reply.redirect(sentHref(draft.referral), 303)
      if (draft.sending_at) return reply.redirect(hrefOf(draft.id, 'send'), 303)
      const missing = nextStep(draft.content)
      const isBefore = step === 'agree' && missing !== 'agree' && missing !== 'send'
      if (isBefore) return reply.redirect(hrefOf(draft.id, missing), 303)
      const form = freshForm(valuesOf(draft, step))
      return showStep(request, reply, { step, draft, form })
    })
  }

  for (const step of ['return', 'person', 'safety'] as const) {
    app.post(`${RETURNS}/:id/${step}`, { schema }, async (request, reply) => {
      const { actor, language } = readerOf(request)
      const { id } = request.params
      const { find, ...typed } = typedIn(request.body)
      const form: z.ZodType = forms[step]
      const read = readForm(form, { ...typed, key: keyOf(request.body) })
      await changeDraft(context, actor, id, ({ pages: before, lang: _, ...rest }) => {
        const isSame = JSON.stringify(before[step]) === JSON.stringify(typed)
        // What she answered was about what stood there; it is put to her again.
        const { agree: __, ...others } = before
        const kept = isSame ? { ...rest, pages: before } : { pages: others }
        const written = writtenIn[language]
        return { ...kept, lang: written, pages: { ...kept.pages, [step]: typed } }
      })
      if (find !== undefined) return reply.redirect(hrefOf(id, step), 303)
      if (read.ok) return reply.redirect(hrefOf(id, steps[steps.indexOf(step) + 1] ?? 'send'), 303)
      const draft = await openDraft(context, actor, id)
      if ('ended' in draft) return reply.redirect(sentHref(draft.referral), 303)
      return showStep(request, reply, { step, draft, form: read.form })
    })
  }

  app.get(`${RETURNS}/:id/choice`, { schema }, async (request, reply) =>
    reply.redirect(hrefOf(request.params.id, 'agree'), 303),
  )

  app.post(`${RETURNS}/:id/choice`, { schema }, async (request, reply) => {
    const { actor } = readerOf(request)
    const { id } = request.params
    const typed = typedIn(request.body)
    const read = readForm(forms.choice, { ...typed, key: keyOf(request.body) })
    await changeDraft(context, actor, id, ({ asked: _, pages: before, ...rest }) => {
      const { agree: __, ...others } = before
      return { ...rest, pages: { ...others, choice: typed } }
    })
    if (read.ok) return reply.redirect(hrefOf(id, 'agree'), 303)
    const draft = await openDraft(context, actor, id)
    if ('ended' in draft) return reply.redirect(sentHref(draft.referral), 303)
    return showStep(request, reply, { step: 'agree', draft, form: read.form })
  })

  app.post(`${RETURNS}/:id/agree`, { schema }, async (request, reply) => {
    const { actor } = readerOf(request)
    const { id } = request.params
    const typed = typedIn(request.body)
    const read = readForm(forms.agree, { ...typed, key: keyOf(request.body) })
    const content = await changeDraft(context, actor, id, (before) => {
      const { asked: _, ...rest } = before
      const pages = { ...before.pages, agree: typed }
      if (!read.ok) return { ...rest, pages }
      const asked = askedIn(site, { ...rest, pages }, { actor, shown: read.data.shown })
      return { ...rest, pages, ...(asked ? { asked } : {}) }
    })
    if (read.ok && content.asked) return reply.redirect(hrefOf(id, 'send'), 303)
    const draft = await openDraft(context, actor, id)
    if ('ended' in draft) return reply.redirect(sentHref(draft.referral), 303)
    const changed = { field: 'items', rule: 'changed' }
    const form = read.ok ? { ...freshForm(typed), faults: [changed] } : read.form
    return showStep(request, reply, { step: 'agree', draft, form })
  })

  app.get(`${RETURNS}/:id/paper`, { schema }, async (request, reply) => {
    const reader = readerOf(request)
    const draft = await openDraft(context, reader.actor, request.params.id)
    if ('ended' in draft) return reply.redirect(sentHref(draft.referral), 303)
    const { choice } = readDraft(draft.content)
    if (!choice) return reply.redirect(hrefOf(draft.id, 'agree'), 303)
    const language = pagesIn[choice.agree_lang]
    const model = {
      shown: showTogether({ ...reader, language }, draft),
      backHref: hrefOf(draft.id, 'agree'),
    }
    const frame = { ...frameOf(site, request, { kind: 'form', section: 'send' }), language }
    return sendPage(reply, pages, { view: paperView, model, frame })
  })

  const preHandler = requireStepUp(site.signIn)
  app.get(`${RETURNS}/:id/send`, { schema, preHandler }, async (request, reply) => {
    const reader = readerOf(request)
    const draft = await openDraft(context, reader.actor, request.params.id)
    if ('ended' in draft) return reply.redirect(sentHref(draft.referral), 303)
    const next = nextStep(draft.content)
    if (next !== 'send') return reply.redirect(hrefOf(draft.id, next), 303)
    const model = showSend(reader, draft, freshForm())
    return show(request, reply, { view: sendView, model })
  })

  app.post(`${RETURNS}/:id/send`, { schema, preHandler }, async (request, reply) => {
    const { actor } = readerOf(request)
    const referral = await sendDraft(site, actor, request.params.id)
    return reply.redirect(sentHref(referral), 303)
  })
}

const keyOf = (body: unknown): unknown => ((body ?? {}) as Record<string, unknown>)[FORM_KEY]

/** The last page shows what was chosen and what was answered together. */
const valuesOf = ({ content }: OpenDraft, step: Step): Typed =>
  step === 'agree'
    ? { ...content.pages.choice, ...content.pages.agree }
    : { ...content.pages[step as DraftPage] }

/** What she answered, if it is what the page showed; otherwise nothing. */
function askedIn(
  site: PageSite,
  content: OpenDraft['content'],
  { actor, shown }: { actor: Reader['actor']; shown: string },
): OpenDraft['content']['asked'] {
  const { choice } = readDraft(content)
  const { chosen, organisation, preview } = previewDraft(site, actor, content)
  if (!choice || chosen.length === 0) return undefined
  if (shown !== shownOf({ items: chosen, agree_lang: choice.agree_lang })) return undefined
  const translate = site.pages.translate(pagesIn[choice.agree_lang])
  const notice = noticeText(site, 'agreement_to_share', choice.agree_lang)
  return {
    items: chosen,
    text: wordingOf(translate, { notice, organisation: organisation.name, preview }),
  }
}
