import {
  FORM_KEY,
  type Form,
  type Language,
  readForm,
  sendPage,
  type View,
} from '@causeway/page-kit'
import { RandomId } from '@causeway/schemas/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import { pagesIn, writtenIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'
import { askedIn } from './ask-draft.ts'
import { daysThatCannotBe } from './days-that-cannot-be.ts'
import { type DraftRoad, draftReader, draftsOf, hrefOf } from './draft-road.ts'
import {
  changeDraft,
  type DraftContent,
  type DraftPage,
  type OpenDraft,
  openDraft,
  type Typed,
} from './page-draft.ts'
import { stepToGo } from './preview-draft.ts'
import { tidy } from './read-answers.ts'
import { forms, readDraft, type Step, steps } from './read-draft.ts'
import { agreeView, paperView, personView, returnView, safetyView } from './sending-views.ts'
import { showAgree, showPerson, showReturn, showSafety, showTogether } from './show-drafts.ts'

const Path = z.strictObject({ id: RandomId })
type Asked = FastifyRequest & { params: z.infer<typeof Path> }

/** The four pages on which a return is prepared, the same on each road. */
export const draftRoutes: FastifyPluginAsyncZod<{ site: PageSite; road: DraftRoad }> = async (
  app,
  { site, road },
) => {
  const { context } = site
  const schema = { hide: true, params: Path }

  const readerOf = (request: FastifyRequest) => draftReader(site, road, request)
  const show = <Model>(
    request: FastifyRequest,
    reply: FastifyReply,
    {
      view,
      model,
      status = 200,
      ...other
    }: { view: View<Model>; model: Model; status?: number; language?: Language },
  ) => {
    const { isPractice } = road
    const around = frameOf(site, request, {
      kind: 'form',
      ...(isPractice ? {} : { section: 'send' }),
    })
    const frame = { ...around, isPractice, ...other }
    return sendPage(reply, site.pages, { view, model, frame, status })
  }
  const goTo = (reply: FastifyReply, id: RandomId, page: string) =>
    reply.redirect(hrefOf(road, id, page), 303)

  /** Hands on what can still be typed into; anything else leads to what became of it. */
  const withDraft = async (
    request: Asked,
    reply: FastifyReply,
    run: (draft: OpenDraft) => unknown,
  ) => {
    const { actor } = readerOf(request)
    const draft = await openDraft(context, draftsOf(actor, road), request.params.id)
    if ('ended' in draft) return reply.redirect(road.endedHref(draft.referral), 303)
    return draft.sending_at ? goTo(reply, draft.id, road.heldAt) : run(draft)
  }
  const change = (request: Asked, run: (content: DraftContent) => DraftContent) =>
    changeDraft(context, draftsOf(readerOf(request).actor, road), request.params.id, run)

  const showStep = async (
    request: Asked,
    reply: FastifyReply,
    { step, draft, form }: { step: Step; draft: OpenDraft; form: Form },
  ) => {
    const reader = readerOf(request)
    const isRefused = request.method === 'POST' && form.faults.length > 0
    const status = isRefused ? 422 : 200
    if (step === 'return') {
      const model = await showReturn(reader, draft, form)
      return show(request, reply, { view: returnView, model, status })
    }
    if (step === 'person') {
      const model = showPerson(reader, draft, form)
      return show(request, reply, { view: personView, model, status })
    }
    if (step === 'safety') {
      const model = showSafety(reader, draft, form)
      return show(request, reply, { view: safetyView, model, status })
    }
    return show(request, reply, { view: agreeView, model: showAgree(reader, draft, form), status })
  }
  const impossibleIn = (step: Step, content: DraftContent): Form['faults'] =>
    daysThatCannotBe(context, content).flatMap((it) => (it.step === step ? [it.fault] : []))
  /** Shows what was typed again, with what is wrong in it. */
  const showAgain = (request: Asked, reply: FastifyReply, step: Step, form: Form) =>
    withDraft(request, reply, (draft) => showStep(request, reply, { step, draft, form }))

  app.get(`${road.base}/:id`, { schema }, (request, reply) =>
    withDraft(request, reply, ({ id, content }) =>
      goTo(reply, id, stepToGo(readerOf(request).site, content)),
    ),
  )

  for (const step of steps) {
    app.get(`${road.base}/:id/${step}`, { schema }, (request, reply) =>
      withDraft(request, reply, (draft) => {
        const missing = stepToGo(readerOf(request).site, draft.content)
        const isBefore = step === 'agree' && missing !== 'agree' && missing !== 'send'
        if (isBefore) return goTo(reply, draft.id, missing)
        const faults = impossibleIn(step, draft.content)
        const form = { ...freshForm(valuesOf(draft, step)), faults }
        return showStep(request, reply, { step, draft, form })
      }),
    )
  }

  for (const step of ['return', 'person', 'safety'] as const) {
    app.post(`${road.base}/:id/${step}`, { schema }, async (request, reply) => {
      const { language } = readerOf(request)
      const { id } = request.params
      const { find, ...typed } = typedIn(request.body)
      const form: z.ZodType = forms[step]
      const read = readForm(form, { ...typed, key: keyOf(request.body) })
      const content = await change(request, ({ pages: before, lang: _, ...rest }) => {
        const isSame = JSON.stringify(before[step]) === JSON.stringify(typed)
        // What she answered was about what stood there; it is put to her again.
        const { agree: __, ...others } = before
        const kept = isSame ? { ...rest, pages: before } : { pages: others }
        return { ...kept, lang: writtenIn[language], pages: { ...kept.pages, [step]: typed } }
      })
      if (find !== undefined) return goTo(reply, id, step)
      if (!read.ok) return showAgain(request, reply, step, read.form)
      const faults = impossibleIn(step, content)
      if (faults.length > 0) return showAgain(request, reply, step, { ...freshForm(typed), faults })
      return goTo(reply, id, steps[steps.indexOf(step) + 1] ?? 'send')
    })
  }

  app.get(`${road.base}/:id/choice`, { schema }, async (request, reply) =>
    goTo(reply, request.params.id, 'agree'),
  )

  app.post(`${road.base}/:id/choice`, { schema }, async (request, reply) => {
    const typed = typedIn(request.body)
    const read = readForm(forms.choice, { ...typed, key: keyOf(request.body) })
    await change(request, ({ asked: _, pages: before, ...rest }) => {
      const { agree: __, ...others } = before
      return { ...rest, pages: { ...others, choice: typed } }
    })
    if (read.ok) return goTo(reply, request.params.id, 'agree#together')
    return showAgain(request, reply, 'agree', read.form)
  })

  app.post(`${road.base}/:id/agree`, { schema }, async (request, reply) => {
    const reader = readerOf(request)
    const typed = typedIn(request.body)
    const read = readForm(forms.agree, { ...typed, key: keyOf(request.body) })
    const content = await change(request, (before) => {
      const { asked: _, ...rest } = before
      const pages = { ...before.pages, agree: typed }
      if (!read.ok) return { ...rest, pages }
      const asked = askedIn(reader, { ...rest, pages }, read.data.shown)
      return { ...rest, pages, ...(asked ? { asked } : {}) }
    })
    if (read.ok && content.asked) return goTo(reply, request.params.id, 'send')
    const changed = { field: 'items', rule: 'changed' }
    const form = read.ok ? { ...freshForm(typed), faults: [changed] } : read.form
    return showAgain(request, reply, 'agree', form)
  })

  app.get(`${road.base}/:id/paper`, { schema }, (request, reply) =>
    withDraft(request, reply, (draft) => {
      const { choice } = readDraft(draft.content)
      if (!choice) return goTo(reply, draft.id, 'agree')
      const language = pagesIn[choice.agree_lang]
      const shown = showTogether({ ...readerOf(request), language }, draft)
      const model = { shown, backHref: hrefOf(road, draft.id, 'agree') }
      return show(request, reply, { view: paperView, model, language })
    }),
  )
}

/** What somebody typed, without what is ours; boxes that were left empty are not there. */
const typedIn = (body: unknown): Typed =>
  tidy(
    Object.fromEntries(
      Object.entries((body ?? {}) as Typed).filter(
        ([name, value]) => name !== FORM_KEY && (Array.isArray(value) || value.trim() !== ''),
      ),
    ),
  )

const keyOf = (body: unknown): unknown => ((body ?? {}) as Record<string, unknown>)[FORM_KEY]

/** The last page shows what was chosen and what was answered together. */
const valuesOf = ({ content }: OpenDraft, step: Step): Typed =>
  step === 'agree'
    ? { ...content.pages.choice, ...content.pages.agree }
    : { ...content.pages[step as DraftPage] }
