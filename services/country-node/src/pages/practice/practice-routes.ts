import { sendPage, type View } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import { RandomId } from '@causeway/schemas/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../../staff/actor.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { draftReader, draftsOf, hrefOf } from '../sending/draft-road.ts'
import { draftRoutes } from '../sending/draft-routes.ts'
import { beginDraft, holdDraft, openDraft, openDrafts } from '../sending/page-draft.ts'
import { stepToGo } from '../sending/preview-draft.ts'
import { readDraft } from '../sending/read-draft.ts'
import { sendView } from '../sending/sending-views.ts'
import { showSend } from '../sending/show-drafts.ts'
import { answeringRoutes } from './answering-routes.ts'
import { endPractice } from './end-practice.ts'
import { madeUpPerson } from './made-up-person.ts'
import { mayPractise } from './practice-for.ts'
import { PRACTICE, practiceRoad as road } from './practice-road.ts'
import { nextView, noView, startView } from './practice-views.ts'
import { showNext } from './show-next.ts'
import { StageName } from './stages.ts'

const Path = z.strictObject({ id: RandomId })
const schema = { hide: true, params: Path }
type Asked = FastifyRequest & { params: z.infer<typeof Path> }

/**
 * Practice with somebody made up. Sending has a verb of its own here, which ends where the real one
 * begins: it looks that all is whole, and holds it for the look at what would follow.
 */
export const practiceRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context } = site
  await app.register(draftRoutes, { site, road })
  await app.register(answeringRoutes, { site })

  const show = <Model>(
    request: FastifyRequest,
    reply: FastifyReply,
    { view, model }: { view: View<Model>; model: Model },
  ) => {
    const around = frameOf(site, request, { kind: 'form' })
    return sendPage(reply, site.pages, { view, model, frame: { ...around, isPractice: true } })
  }
  /** What is prepared, by whom; nothing of it is left once practice has ended. */
  const practiceOf = async (request: Asked) => {
    const reader = draftReader(site, road, request)
    const draft = await openDraft(context, draftsOf(reader.actor, road), request.params.id)
    if ('ended' in draft) throw new Problem('not-found')
    return { reader, draft }
  }

  app.get(PRACTICE, { schema: { hide: true } }, async (request, reply) => {
    const actor = actorOf(request)
    const may = mayPractise(actor)
    if (!may.sending && !may.receiving) throw new Problem('not-permitted')
    const [open] = await openDrafts(context, draftsOf(actor, road))
    const openHref = open && `${road.base}/${open.id}`
    const model = { form: freshForm(), may, openHref }
    return show(request, reply, { view: startView, model })
  })

  app.post(road.base, { schema: { hide: true } }, async (request, reply) => {
    const { actor, language } = draftReader(site, road, request)
    await endPractice(context, actor)
    const id = await beginDraft(context, draftsOf(actor, road), madeUpPerson(site, language))
    return reply.redirect(hrefOf(road, id, 'return'), 303)
  })

  app.get(`${road.base}/:id/send`, { schema }, async (request, reply) => {
    const { reader, draft } = await practiceOf(request)
    const next = draft.sending_at ? road.heldAt : stepToGo(reader.site, draft.content)
    if (next !== 'send') return reply.redirect(hrefOf(road, draft.id, next), 303)
    return show(request, reply, { view: sendView, model: showSend(reader, draft, freshForm()) })
  })

  app.post(`${road.base}/:id/send`, { schema }, async (request, reply) => {
    const { reader, draft } = await practiceOf(request)
    if (stepToGo(reader.site, draft.content) !== 'send') throw new Problem('transition-refused')
    await holdDraft(context, draftsOf(reader.actor, road), draft.id)
    return reply.redirect(hrefOf(road, draft.id, road.heldAt), 303)
  })

  for (const stage of StageName.options) {
    app.get(`${road.base}/:id/${stage}`, { schema }, async (request, reply) => {
      const { reader, draft } = await practiceOf(request)
      if (!draft.sending_at) return reply.redirect(`${road.base}/${draft.id}`, 303)
      if (readDraft(draft.content).agree?.answer === 'given') {
        return show(request, reply, { view: nextView, model: showNext(reader, draft, stage) })
      }
      const model = { form: freshForm(), endHref: hrefOf(road, draft.id, 'end') }
      return show(request, reply, { view: noView, model })
    })
  }

  app.post(`${road.base}/:id/end`, { schema }, async (request, reply) => {
    const { actor } = draftReader(site, road, request)
    await endPractice(context, actor)
    return reply.redirect(`${PRACTICE}?done=practice_ended`, 303)
  })
}
