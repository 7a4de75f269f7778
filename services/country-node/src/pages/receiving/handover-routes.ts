import { readForm, sendPage } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { openReferral } from '../../referrals/open-referral.ts'
import { showPacket } from '../../referrals/show-packet.ts'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { moveOnce } from '../act-once.ts'
import { frameOf } from '../frame/frame-of.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { handoverModel } from './handover-model.ts'
import { handoverView, storyView, summaryView, unopenedView } from './handover-view.ts'
import { headOf } from './head-of.ts'
import { isOfferOpen, summaryModel, unopenedModel } from './offer-model.ts'
import { readerOf } from './reader.ts'
import { receivedReferral, schema } from './received-referral.ts'
import { sayItem } from './say-item.ts'

const Nothing = z.strictObject({})

/** One received handover, as it is shown where it stands now. */
export const handoverRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange, pages } = site

  app.get('/receiving/:id', { schema }, async (request, reply) => {
    const { actor, referral } = await receivedReferral(context, request, 'referral.read')
    const reader = readerOf(site, request, actor)
    const frame = frameOf(site, request, { kind: 'list', section: 'inbox' })
    if (referral.status === 'offered') {
      const model = await unopenedModel(site, reader, referral)
      return sendPage(reply, pages, { view: unopenedView, model, frame })
    }
    if (await isOfferOpen(site, reader, referral)) {
      const model = await summaryModel(site, reader, referral)
      return sendPage(reply, pages, { view: summaryView, model, frame })
    }
    const model = await handoverModel(site, reader, referral)
    return sendPage(reply, pages, { view: handoverView, model, frame })
  })

  app.post('/receiving/:id/open', { schema }, async (request, reply) => {
    const { id } = request.params
    const read = readForm(Nothing, request.body)
    if (!read.ok) throw new Problem('form-forged')
    await moveOnce(context, request, id, {
      key: read.key,
      action: 'referral.open',
      run: (actor, remember) => openReferral(context, exchange, actor, id, remember),
    })
    return reply.redirect(handoverHref('receiver', id), 303)
  })

  const preHandler = requireStepUp(site.signIn)
  app.get('/receiving/:id/story', { schema, preHandler }, async (request, reply) => {
    const { actor, referral } = await receivedReferral(context, request, 'referral.read_packet')
    const { items } = await showPacket(context, actor, referral, { group: 'narrative' })
    const { language, translate } = readerOf(site, request, actor)
    const model = {
      head: await headOf(context, referral),
      items: items.map((item) => sayItem(translate, language, item)),
    }
    const frame = frameOf(site, request, { kind: 'list', section: 'inbox' })
    return sendPage(reply, pages, { view: storyView, model, frame })
  })
}
