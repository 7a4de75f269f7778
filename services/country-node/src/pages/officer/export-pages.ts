import { Readable } from 'node:stream'
import { type Form, readForm, sendPage } from '@causeway/page-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { exportRegister } from '../../disclosure/read-register.ts'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { exportView } from './officer-views.ts'
import { speakerOf } from './say-entry.ts'
import { ExportForm, periodOf } from './search-forms.ts'
import { writeRegister } from './write-register.ts'

/** The register as a file, after a second factor. */
export const exportPages: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages, signIn } = site
  const schema = { hide: true }
  app.addHook('onRequest', async (request) => decide(actorOf(request), 'disclosure.register'))
  app.addHook('preHandler', requireStepUp(signIn))

  const show = (request: FastifyRequest, reply: FastifyReply, form: Form, status = 200) => {
    const frame = frameOf(site, request, { kind: 'form', section: 'register' })
    return sendPage(reply, pages, { view: exportView, model: { form }, frame, status })
  }

  app.get('/officer/export', { schema }, async (request, reply) =>
    show(request, reply, freshForm()),
  )

  app.post('/officer/export', { schema }, async (request, reply) => {
    const read = readForm(ExportForm, request.body)
    if (!read.ok) return show(request, reply, read.form, 422)
    const batches = await exportRegister(context, actorOf(request), periodOf(site, read.data))
    const { language } = frameOf(site, request, { kind: 'form' })
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="register.csv"')
      .header('x-content-type-options', 'nosniff')
      .type('text/csv; charset=utf-8')
      .send(Readable.from(writeRegister(speakerOf(site, language), batches)))
  })
}
