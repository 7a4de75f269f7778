import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { countEvidence, EVIDENCE_FILE, sendEvidence } from '../evidence-file.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { BASE, schema, sentOf, show } from './sent-page.ts'
import { evidenceView } from './sent-views.ts'

/**
 * What proves what was sent and received: a page that says what it is, and the file. Both ask for the
 * second factor: a browser that is sent away from a file does not come back to a page.
 */
export const evidenceRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const preHandler = requireStepUp(site.signIn)

  app.get(`${BASE}/evidence`, { schema, preHandler }, async (request, reply) => {
    const { head, referral } = await sentOf(site, request, 'referral.evidence')
    const model = {
      head,
      fileHref: `${handoverHref('sender', referral.id)}${EVIDENCE_FILE}`,
      counts: await countEvidence(site, referral),
    }
    return show(site, request, reply, { view: evidenceView, model })
  })

  app.get(`${BASE}${EVIDENCE_FILE}`, { schema, preHandler }, async (request, reply) => {
    const { actor, referral } = await sentOf(site, request, 'referral.evidence')
    return sendEvidence(site, reply, referral, actor)
  })
}
