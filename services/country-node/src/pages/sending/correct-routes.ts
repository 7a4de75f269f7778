import { type Form, readForm } from '@causeway/page-kit'
import { ReferralPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { categoryOf, type ItemCode } from '@causeway/schemas/record'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { addItems } from '../../people/add-items.ts'
import { readPerson } from '../../people/read-person.ts'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { callOf } from '../act-once.ts'
import { freshForm } from '../fresh-form.ts'
import { handoverHref } from '../handover-links.ts'
import { writtenIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'
import { sayValue } from '../say-value.ts'
import { discloseItems, requireGoing, requireOwn } from './disclose-items.ts'
import { AskedAlone, askedAlone, askingOf, correctFormOf, questionFor } from './item-asking.ts'
import { findMoreItems } from './more-items.ts'
import { entriesFrom } from './read-answers.ts'
import { BASE, doneAt, schema, sentOf, show } from './sent-page.ts'
import { correctItemView, correctView } from './sent-views.ts'

const ItemPath = ReferralPath.extend({ item: AskedAlone })

/** She said it of her own accord, or put it right: nobody asked her again. */
const told = { form: 'conversation', was_asked: false } as const

/**
 * Putting right what is written down of her, or adding to it. What they hold already goes to them as
 * it is now; anything else stays here until she wants it to go.
 */
export const correctRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange, pages } = site
  const preHandler = requireStepUp(site.signIn)
  const mine = async (request: FastifyRequest) => {
    const found = await sentOf(site, request, 'referral.disclose')
    return { ...found, referral: requireOwn(found.referral) }
  }

  app.get(`${BASE}/correct`, { schema, preHandler }, async (request, reply) => {
    const { head, reader, referral } = await mine(request)
    const { sent } = await findMoreItems(context, referral)
    const translate = pages.translate(reader.language)
    const line = (code: ItemCode) => ({
      text: translate(`item.${code}`),
      href: `${handoverHref('sender', referral.id)}/correct/${code}`,
    })
    const model = {
      head,
      sent: askedAlone.filter((code) => sent.has(code)).map(line),
      others: askedAlone.filter((code) => !sent.has(code)).map(line),
    }
    return show(site, request, reply, { view: correctView, model })
  })

  const options = { schema: { ...schema, params: ItemPath }, preHandler }

  const showItem = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { code, form }: { code: ItemCode; form: Form },
  ) => {
    const { actor, head, reader, referral } = await mine(request)
    const { items } = await readPerson(context, actor, {
      id: referral.person_id,
      group: categoryOf(code),
    })
    const was = items.find((item) => item.code === code)
    const translate = pages.translate(reader.language)
    const { sent } = await findMoreItems(context, referral)
    const model = {
      head,
      form,
      href: `${head.href}/correct/${code}`,
      name: translate(`item.${code}`),
      was: was && 'v' in was ? sayValue(translate, reader.language, code, was.v) : undefined,
      isSent: sent.has(code),
      item: askingOf(reader, code),
    }
    return show(site, request, reply, { view: correctItemView, model, form })
  }

  app.get(`${BASE}/correct/:item`, options, (request, reply) =>
    showItem(request, reply, { code: request.params.item, form: freshForm() }),
  )

  app.post(`${BASE}/correct/:item`, options, async (request, reply) => {
    const code = request.params.item
    const { actor, reader, referral } = await mine(request)
    const { sent, cover } = await findMoreItems(context, referral)
    const form = correctFormOf(code, sent.has(code))
    const read = readForm<Record<string, unknown>>(form, request.body)
    if (!read.ok) return showItem(request, reply, { code, form: read.form })
    if (sent.has(code)) {
      await requireGoing(site, referral)
      if (!cover?.items.includes(code)) throw new Problem('agreement-not-in-force')
    }
    const { key, data } = read
    const items = entriesFrom(questionFor(code), data, writtenIn[reader.language])
    const added = { id: referral.person_id, items, told }
    const call = callOf(actor, { key, part: 'items', body: items })
    await addItems(context, exchange, actor, call, added)

    if (!sent.has(code)) return doneAt(reply, referral.id, 'written', '/more')
    const because = String(data.more_because)
    await discloseItems(site, request, referral, { key, items: [code], because })
    return doneAt(reply, referral.id, 'correct')
  })
}
