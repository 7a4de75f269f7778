import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { PageSite } from '../page-site.ts'
import { actRoutes } from './act-routes.ts'
import { correctRoutes } from './correct-routes.ts'
import { discardRoutes } from './discard-routes.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { readHandover } from './handover.ts'
import { moreRoutes } from './more-routes.ts'
import { planRoutes } from './plan-routes.ts'
import { proposeRoutes } from './propose-routes.ts'
import { questionRoutes } from './question-routes.ts'
import { BASE, schema, sentOf, show } from './sent-page.ts'
import { sentView } from './sent-views.ts'
import { showSent } from './show-sent.ts'
import { stopsRoutes } from './stops-routes.ts'

/** What a sender sees and does from sending to the moment she is in care, one plugin for each job. */
export const sentRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  app.get(BASE, { schema }, async (request, reply) => {
    const { reader, referral } = await sentOf(site, request, 'referral.read')
    const model = showSent(reader, referral, await readHandover(site.context, referral.id))
    return show(site, request, reply, { view: sentView, model })
  })

  await app.register(actRoutes, { site })
  await app.register(planRoutes, { site })
  await app.register(proposeRoutes, { site })
  await app.register(questionRoutes, { site })
  await app.register(moreRoutes, { site })
  await app.register(correctRoutes, { site })
  await app.register(stopsRoutes, { site })
  await app.register(evidenceRoutes, { site })
  await app.register(discardRoutes, { site })
}
