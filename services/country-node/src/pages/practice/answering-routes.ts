import { type Form, readForm, sendPage, showForm, type View } from '@causeway/page-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { formView } from '../receiving/form-view.ts'
import { handoverView, summaryView } from '../receiving/handover-view.ts'
import { MetForm, MissedForm } from '../receiving/meet-routes.ts'
import { meetView } from '../receiving/meet-view.ts'
import { AnsweringName, answeringForm } from './answering-forms.ts'
import { ANSWER, madeUpOffer, OFFER } from './made-up-offer.ts'
import { PRACTICE } from './practice-road.ts'
import { answeredView, practiceInboxView } from './practice-views.ts'
import { showAccepted, showMeeting, showOffer } from './show-offer.ts'

const schema = { hide: true }

/**
 * One made-up handover to answer, on the pages and with the forms of a real one. Nothing is kept
 * from one page to the next: each shows the same again to whoever opens it.
 */
export const answeringRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const offerFor = (request: FastifyRequest) => {
    const actor = actorOf(request)
    decide(actor, 'referral.accept')
    const { language } = frameOf(site, request, { kind: 'form' })
    return { name: actor.name, offer: madeUpOffer(site, language) }
  }
  const show = <Model>(
    request: FastifyRequest,
    reply: FastifyReply,
    { view, model, form }: { view: View<Model>; model: Model; form?: Form },
  ) => {
    const status = form?.faults.length ? 422 : 200
    const frame = { ...frameOf(site, request, { kind: 'form' }), isPractice: true }
    return sendPage(reply, site.pages, { view, model, frame, status })
  }

  app.get(`${PRACTICE}/inbox`, { schema }, async (request, reply) => {
    const { due, services, arrivalWeek } = offerFor(request).offer
    const model = { href: OFFER, due, services, arrivalWeek }
    return show(request, reply, { view: practiceInboxView, model })
  })
  app.get(OFFER, { schema }, async (request, reply) =>
    show(request, reply, { view: summaryView, model: showOffer(offerFor(request).offer) }),
  )
  app.get(`${OFFER}/accepted`, { schema }, async (request, reply) =>
    show(request, reply, { view: handoverView, model: showAccepted(offerFor(request).offer) }),
  )

  for (const name of AnsweringName.options) {
    const page = answeringForm(name)
    const showIt = (request: FastifyRequest, reply: FastifyReply, form: Form) => {
      const head = offerFor(request).offer.head(page.status)
      const model = { head, name, form, fields: page.fields, hidden: {}, links: [] }
      return show(request, reply, { view: formView, model, form })
    }
    app.get(`${OFFER}/${name}`, { schema }, async (request, reply) => {
      const { offer, name: own } = offerFor(request)
      return showIt(request, reply, freshForm(page.values(offer, own)))
    })
    app.post(`${OFFER}/${name}`, { schema }, async (request, reply) => {
      offerFor(request)
      const read = readForm(page.schema, request.body)
      if (!read.ok) return showIt(request, reply, read.form)
      return reply.redirect(`${page.to}?done=practice_${name}`, 303)
    })
  }

  const showMeet = (
    request: FastifyRequest,
    reply: FastifyReply,
    forms: { met?: Form; missed?: Form },
  ) => {
    const form = forms.met ?? forms.missed
    const model = showMeeting(offerFor(request).offer, forms)
    return show(request, reply, { view: meetView, model, ...(form ? { form } : {}) })
  }
  for (const place of ['meet', 'accepted/met', 'accepted/not-met', 'accepted/card']) {
    app.get(`${OFFER}/${place}`, { schema }, (request, reply) => showMeet(request, reply, {}))
  }
  app.post(`${OFFER}/accepted/met`, { schema }, async (request, reply) => {
    const read = readForm(MetForm, request.body)
    if (!read.ok) return showMeet(request, reply, { met: read.form })
    if (read.data.met_words === 'matched' && read.data.pin !== ANSWER) {
      const { pin: _, ...values } = (request.body ?? {}) as Form['values']
      const faults = [{ field: 'pin', rule: 'meeting-answer-wrong' }]
      return showMeet(request, reply, { met: { ...showForm(read.key, values), faults } })
    }
    return reply.redirect(`${OFFER}/over?done=practice_met`, 303)
  })
  app.post(`${OFFER}/accepted/not-met`, { schema }, async (request, reply) => {
    const read = readForm(MissedForm, request.body)
    if (!read.ok) return showMeet(request, reply, { missed: read.form })
    return reply.redirect(`${OFFER}/missed`, 303)
  })
  app.post(`${OFFER}/accepted/card`, { schema }, async (request, reply) => {
    offerFor(request)
    return reply.redirect(`${OFFER}/meet`, 303)
  })
  for (const how of ['over', 'missed'] as const) {
    app.get(`${OFFER}/${how}`, { schema }, async (request, reply) => {
      offerFor(request)
      return show(request, reply, { view: answeredView, model: { how } })
    })
  }
}
