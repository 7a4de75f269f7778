import { type Form, readForm, sendPage, showForm } from '@causeway/page-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { languageOf } from '../frame/language-cookie.ts'
import { freshForm } from '../fresh-form.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { inboxModel } from './inbox-model.ts'
import { findByReference } from './inbox-queries.ts'
import { InboxFilter, inboxView } from './inbox-view.ts'

/** As people read a reference out, perhaps with spaces. */
const FindForm = z.strictObject({
  reference: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^[A-Za-z0-9]{8}$/)),
})

const schema = { hide: true }

/** What came from elsewhere: what waits for an answer first, by when it is due. */
export const inboxRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context } = site

  app.get('/inbox', { schema }, (request, reply) => show(site, request, reply, freshForm()))

  /** A reference is typed, so it is posted: what leads here stands in no address and no history. */
  app.post('/inbox', { schema }, async (request, reply) => {
    const actor = actorOf(request)
    decide(actor, 'referral.list')
    const read = readForm(FindForm, request.body)
    if (!read.ok) return show(site, request, reply, read.form)
    const { reference } = read.data
    const [found, ...others] = await findByReference(context.db, actor.org, reference)
    if (found && others.length === 0) {
      return reply.redirect(handoverHref(found.side, found.id), 303)
    }
    const faults = [{ field: 'reference', rule: 'unknown' }]
    return show(site, request, reply, { ...showForm(read.key, { reference }), faults })
  })
}

async function show(site: PageSite, request: FastifyRequest, reply: FastifyReply, form: Form) {
  const { context, pages } = site
  const actor = actorOf(request)
  decide(actor, 'referral.list')
  const language = languageOf(site, request)
  const words = { translate: pages.translate(language), formats: pages.formats(language) }
  const filter = InboxFilter.parse(request.query ?? {})
  const model = { ...(await inboxModel(context, actor.org, filter, words)), form }
  const frame = frameOf(site, request, { kind: 'list', section: 'inbox', isLive: true })
  const status = form.faults.length > 0 ? 422 : 200
  return sendPage(reply, pages, { view: inboxView, model, frame, status })
}
