import { type Form, readForm, showForm } from '@causeway/page-kit'
import type { ItemCode } from '@causeway/schemas/record'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { valuesIn } from '../form-faults.ts'
import { freshForm } from '../fresh-form.ts'
import { handoverHref } from '../handover-links.ts'
import { pagesIn, writtenIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'
import { askHerForMore, discloseItems, requireGoing, requireOwn } from './disclose-items.ts'
import { answerNames, MoreAskForm, MoreForm } from './more-form.ts'
import { findMoreItems } from './more-items.ts'
import { BASE, doneAt, schema, sentOf, show } from './sent-page.ts'
import { moreAskView, moreView } from './sent-views.ts'
import { noticeText } from './show-drafts.ts'
import { showMore, showMoreAsk } from './show-more.ts'
import { moreWording } from './wording.ts'

/**
 * One thing more for who has accepted her: what she has said yes to goes at once; about the rest she
 * is asked first, with what they will see before her.
 */
export const moreRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site
  const preHandler = requireStepUp(site.signIn)

  const mine = async (request: FastifyRequest) => {
    const found = await sentOf(site, request, 'referral.disclose')
    return { ...found, referral: requireOwn(found.referral) }
  }
  const more = async (request: FastifyRequest, reply: FastifyReply, again?: Form) => {
    const { head, reader, referral } = await mine(request)
    const form = again ?? freshForm({ agree_lang: writtenIn[reader.language] })
    const model = await showMore(reader, referral, { head, form })
    return show(site, request, reply, { view: moreView, model, form })
  }
  const ask = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { said, form }: { said: MoreForm; form: Form },
  ) => {
    const { head, reader, referral } = await mine(request)
    const model = await showMoreAsk(reader, referral, { head, form, said })
    return show(site, request, reply, { view: moreAskView, model, form })
  }

  app.get(`${BASE}/more`, { schema, preHandler }, (request, reply) => more(request, reply))

  /** Shows what was chosen and changes nothing. */
  app.post(`${BASE}/more`, { schema, preHandler }, async (request, reply) => {
    const read = readForm(MoreForm, request.body)
    if (!read.ok) return more(request, reply, read.form)
    const { referral } = await mine(request)
    const { agreed, toAsk } = await findMoreItems(context, referral)
    const may = new Set([...agreed, ...toAsk])
    const form = showForm(read.key, valuesIn(request))
    if (read.data.more_items.every((code) => may.has(code))) {
      return ask(request, reply, { said: read.data, form })
    }
    return more(request, reply, { ...form, faults: [{ field: 'more_items', rule: 'changed' }] })
  })

  app.get(`${BASE}/more-ask`, { schema, preHandler }, async (request, reply) =>
    reply.redirect(`${handoverHref('sender', request.params.id)}/more`, 303),
  )

  app.post(`${BASE}/more-ask`, { schema, preHandler }, async (request, reply) => {
    const read = readForm(MoreAskForm, request.body)
    if (!read.ok) return more(request, reply, read.form)
    const { key, data: said } = read
    const { actor, head, referral } = await mine(request)
    const open = await findMoreItems(context, referral)
    const toAsk = said.more_items.filter((code: ItemCode) => open.toAsk.includes(code))
    const missing = toAsk.length > 0 ? answerNames.filter((name) => !said[name]) : []
    if (missing.length > 0) {
      const faults = missing.map((field) => ({ field, rule: 'required' }))
      return ask(request, reply, { said, form: { ...showForm(key, valuesIn(request)), faults } })
    }
    await requireGoing(site, referral)
    const asked = {
      key,
      said,
      toAsk,
      text: moreWording(pages.translate(pagesIn[said.agree_lang]), {
        notice: noticeText(site, 'agreement_to_share', said.agree_lang),
        organisation: head.to,
        items: toAsk,
      }),
    }
    const agreement =
      toAsk.length > 0 ? await askHerForMore(site, actor, referral, asked) : undefined
    if (said.more_answer === 'refused') return doneAt(reply, referral.id, 'more_no')
    const { more_items: items, more_because: because } = said
    await discloseItems(site, request, referral, { key, items, because, agreement })
    return doneAt(reply, referral.id, 'more')
  })
}
