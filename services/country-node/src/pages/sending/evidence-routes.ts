import { Evidence } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { gatherEvidence } from '../../referrals/evidence.ts'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { BASE, schema, sentOf, show } from './sent-page.ts'
import { evidenceView } from './sent-views.ts'

const FILE = '/evidence.json'

/**
 * What proves what was sent and received: a page that says what it is, and the file, whose name says
 * nothing. Both ask for the second factor: a browser that is sent away from a file does not come back
 * to a page.
 */
export const evidenceRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const preHandler = requireStepUp(site.signIn)

  app.get(`${BASE}/evidence`, { schema, preHandler }, async (request, reply) => {
    const { head, referral } = await sentOf(site, request, 'referral.evidence')
    const { events, receipts, envelopes } = await gatherEvidence(site.context, referral.id)
    const model = {
      head,
      fileHref: `${handoverHref('sender', referral.id)}${FILE}`,
      counts: {
        events: events.length,
        receipts: receipts.length,
        proofs: envelopes.filter(({ inclusion }) => inclusion).length,
      },
    }
    return show(site, request, reply, { view: evidenceView, model })
  })

  app.get(`${BASE}${FILE}`, { schema, preHandler }, async (request, reply) => {
    const { referral } = await sentOf(site, request, 'referral.evidence')
    const evidence = Evidence.parse(await gatherEvidence(site.context, referral.id))
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${referenceOf(referral.id)}.json"`)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(evidence, null, 1))
  })
}
