import { sendPage } from '@causeway/page-kit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { countEvidence, EVIDENCE_FILE, sendEvidence } from '../evidence-file.ts'
import { frameOf } from '../frame/frame-of.ts'
import type { PageSite } from '../page-site.ts'
import { evidenceView } from './evidence-view.ts'
import { headOf } from './head-of.ts'
import { receivedReferral, schema } from './received-referral.ts'

/** The same as of what was sent: a page that says what it is, and the file. */
export const evidenceRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site
  const preHandler = requireStepUp(site.signIn)

  app.get('/receiving/:id/evidence', { schema, preHandler }, async (request, reply) => {
    const { referral } = await receivedReferral(context, request, 'referral.evidence')
    const head = await headOf(context, referral)
    const counts = await countEvidence(site, referral)
    const model = { head, fileHref: `${head.href}${EVIDENCE_FILE}`, counts }
    const frame = frameOf(site, request, { kind: 'form', section: 'inbox' })
    return sendPage(reply, pages, { view: evidenceView, model, frame })
  })

  app.get(`/receiving/:id${EVIDENCE_FILE}`, { schema, preHandler }, async (request, reply) => {
    const { actor, referral } = await receivedReferral(context, request, 'referral.evidence')
    return sendEvidence(site, reply, referral, actor)
  })
}
