import { readForm, sendPage } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { beginCheck } from '../../audit/begin-check.ts'
import { viewChecks } from '../../audit/view-checks.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { actOnce } from '../act-once.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { checkView } from './officer-views.ts'

const CHECK = '/officer/check'
const NoFields = z.strictObject({})

/**
 * While a check runs, a page without a form comes again after two seconds, script or not; asked for
 * by nobody's hand, so that it keeps nobody signed in. It shows numbers and nothing of anybody.
 */
const AGAIN = `2; url=${CHECK}?still=1`

/** One button that checks the whole chain, and how that goes. */
export const checkPages: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, checker, pages } = site
  const schema = { hide: true }

  app.get(CHECK, { schema }, async (request, reply) => {
    decide(actorOf(request), 'audit.verify')
    const checks = await viewChecks(context)
    const running = checks.find(({ status }) => status === 'running')
    if (running) reply.header('refresh', AGAIN)
    const ended = checks.filter(({ status }) => status !== 'running')
    const model = { ended, ...(running ? { running } : { form: freshForm() }) }
    const frame = frameOf(site, request, { kind: 'form', section: 'check' })
    return sendPage(reply, pages, { view: checkView, model, frame })
  })

  app.post(CHECK, { schema }, async (request, reply) => {
    decide(actorOf(request), 'audit.verify')
    const read = readForm(NoFields, request.body)
    if (!read.ok) throw new Problem('request-malformed')
    await actOnce(context, request, {
      key: read.key,
      action: 'audit.verify',
      run: async (actor, remember) => ({
        status: 202,
        body: await beginCheck(context, checker, actor, remember),
      }),
    })
    return reply.redirect(CHECK, 303)
  })
}
