import { type Form, readForm, sendPage, type View } from '@causeway/page-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { readAudit } from '../../audit/read-audit.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { findReferences } from './find-references.ts'
import { auditView } from './officer-views.ts'
import { sayEntry, speakerOf } from './say-entry.ts'
import { AuditForm, nextOf, periodOf } from './search-forms.ts'

const SHOWN = 50

type ModelOf<It> = It extends View<infer Model> ? Model : never

/** Who saw what, and why: asked by a form, so that no reference stands in an address. */
export const auditPages: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site
  const schema = { hide: true }

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    model: ModelOf<typeof auditView>,
    status = 200,
  ) => {
    const frame = frameOf(site, request, { kind: 'form', section: 'audit' })
    return sendPage(reply, pages, { view: auditView, model, frame, status })
  }

  app.get('/officer/audit', { schema }, async (request, reply) => {
    decide(actorOf(request), 'audit.read')
    return show(request, reply, { form: freshForm() })
  })

  app.post('/officer/audit', { schema }, async (request, reply) => {
    const actor = actorOf(request)
    decide(actor, 'audit.read')
    const read = readForm(AuditForm, request.body)
    if (!read.ok) return show(request, reply, { form: read.form }, 422)

    const { about_handover, about_person, by_worker, after, ...days } = read.data
    const { db } = context
    const { entries, next } = await readAudit(context, actor, {
      referrals: await findReferences(db, 'referral', about_handover),
      people: await findReferences(db, 'person', about_person),
      workers: await findReferences(db, 'worker', by_worker),
      ...periodOf(site, days),
      after,
      limit: SHOWN,
    })
    const { language } = frameOf(site, request, { kind: 'form' })
    const speaker = speakerOf(site, language)
    const { after: _, ...values } = read.data
    const form: Form = freshForm(values as Form['values'])
    const answer = {
      entries: entries.map((entry) => sayEntry(speaker, entry)),
      next: nextOf(form, next),
    }
    return show(request, reply, { form, answer })
  })
}
