import { RandomId } from '@causeway/schemas/wire'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { discardDraft } from './discard-draft.ts'
import { draftsOf, hrefOf, RETURNS, realRoad } from './draft-road.ts'
import { openDraft } from './page-draft.ts'
import { readDraft } from './read-draft.ts'
import { show } from './sent-page.ts'
import { discardView } from './sent-views.ts'

const schema = { hide: true, params: z.strictObject({ id: RandomId }) }

/** Throwing away what waits to be sent, after asking once. */
export const discardRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context } = site

  app.get(`${RETURNS}/:id/discard`, { schema }, async (request, reply) => {
    const actor = actorOf(request)
    decide(actor, 'referral.draft')
    const { id } = request.params
    const draft = await openDraft(context, draftsOf(actor, realRoad), id)
    if ('ended' in draft || draft.sending_at) return reply.redirect(`${RETURNS}/${id}`, 303)
    const { return: wish } = readDraft(draft.content)
    const organisation = wish && findOrganisation(context.directory, wish.receiver)
    const form = freshForm()
    const model = { form, href: hrefOf(realRoad, id, 'discard'), to: organisation?.name }
    return show(site, request, reply, { view: discardView, model, form })
  })

  app.post(`${RETURNS}/:id/discard`, { schema }, async (request, reply) => {
    const actor = actorOf(request)
    decide(actor, 'referral.draft')
    await discardDraft(context, draftsOf(actor, realRoad), request.params.id)
    return reply.redirect(`${RETURNS}?done=send_discard`, 303)
  })
}
