import { type Form, readForm, sendPage } from '@causeway/page-kit'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { readRegister } from '../../disclosure/read-register.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { drawMatrix } from './draw-matrix.ts'
import { findReferences } from './find-references.ts'
import { registerView } from './officer-views.ts'
import { speakerOf } from './say-entry.ts'
import { sayLine } from './say-line.ts'
import { nextOf, periodOf, RegisterForm } from './search-forms.ts'

const SHOWN = 50

/** What went where, asked by a form, so that no reference stands in an address. */
export const registerPages: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site
  const schema = { hide: true }
  const frame = (request: FastifyRequest) =>
    frameOf(site, request, { kind: 'form', section: 'register' })

  app.get('/officer/register', { schema }, async (request, reply) => {
    decide(actorOf(request), 'disclosure.register')
    const model = { form: freshForm() }
    return sendPage(reply, pages, { view: registerView, model, frame: frame(request) })
  })

  app.post('/officer/register', { schema }, async (request, reply) => {
    const actor = actorOf(request)
    decide(actor, 'disclosure.register')
    const read = readForm(RegisterForm, request.body)
    if (!read.ok) {
      const model = { form: read.form }
      return sendPage(reply, pages, {
        view: registerView,
        model,
        frame: frame(request),
        status: 422,
      })
    }

    const { about_handover, about_person, after, ...days } = read.data
    const referrals = await findReferences(context.db, 'referral', about_handover)
    const { disclosures, next } = await readRegister(context, actor, {
      referrals,
      people: await findReferences(context.db, 'person', about_person),
      ...periodOf(site, days),
      after,
      limit: SHOWN,
    })
    const speaker = speakerOf(site, frame(request).language)
    const [one] = referrals?.length === 1 ? disclosures : []
    const { after: _, ...values } = read.data
    const form: Form = freshForm(values as Form['values'])
    const answer = {
      lines: disclosures.map((line) => sayLine(speaker, line)),
      picture: one && (await drawMatrix(context.db, speaker, one)),
      next: nextOf(form, next),
    }
    return sendPage(reply, pages, {
      view: registerView,
      model: { form, answer },
      frame: frame(request),
    })
  })
}
