import { sendPage } from '@causeway/page-kit'
import { RandomId } from '@causeway/schemas/wire'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import { writtenIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'
import { draftReader, draftsOf, hrefOf, RETURNS, realRoad as road } from './draft-road.ts'
import { draftRoutes } from './draft-routes.ts'
import { beginDraft, openDraft } from './page-draft.ts'
import { stepToGo } from './preview-draft.ts'
import { sendDraft } from './send-draft.ts'
import { sendView } from './sending-views.ts'
import { showSend } from './show-drafts.ts'
import { showList } from './show-list.ts'

const schema = { hide: true, params: z.strictObject({ id: RandomId }) }
const listed = { hide: true }

/** What a worker has prepared and sent, beginning a return, the four pages, and sending it. */
export const sendingRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages, signIn } = site
  await app.register(draftRoutes, { site, road })

  app.get(RETURNS, { schema: listed }, async (request, reply) => {
    const { view, model } = await showList(draftReader(site, road, request))
    const frame = frameOf(site, request, { kind: 'list', section: 'send', isLive: true })
    return sendPage(reply, pages, { view, model, frame })
  })

  app.post(RETURNS, { schema: listed }, async (request, reply) => {
    const { actor, language } = draftReader(site, road, request)
    const content = { lang: writtenIn[language], pages: {} }
    const id = await beginDraft(context, draftsOf(actor, road), content)
    return reply.redirect(hrefOf(road, id, 'return'), 303)
  })

  const preHandler = requireStepUp(signIn)
  app.get(`${RETURNS}/:id/send`, { schema, preHandler }, async (request, reply) => {
    const reader = draftReader(site, road, request)
    const draft = await openDraft(context, draftsOf(reader.actor, road), request.params.id)
    if ('ended' in draft) return reply.redirect(road.endedHref(draft.referral), 303)
    // What is being sent cannot be changed any more, so no page before this one leads on.
    const next = draft.sending_at ? 'send' : stepToGo(reader.site, draft.content)
    if (next !== 'send') return reply.redirect(hrefOf(road, draft.id, next), 303)
    const model = showSend(reader, draft, freshForm())
    const frame = frameOf(site, request, { kind: 'form', section: 'send' })
    return sendPage(reply, pages, { view: sendView, model, frame })
  })

  app.post(`${RETURNS}/:id/send`, { schema, preHandler }, async (request, reply) => {
    const { actor } = draftReader(site, road, request)
    const referral = await sendDraft(site, actor, request.params.id)
    return reply.redirect(road.endedHref(referral), 303)
  })
}
