import { hiddenView, sendPage } from '@causeway/page-kit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { returnPath } from '../../sign-in/return-path.ts'
import { SIGNED_OUT } from '../../sign-in/signed-in-frame.ts'
import type { PageSite } from '../page-site.ts'
import { frameOf } from './frame-of.ts'
import { HIDDEN } from './leaving.ts'
import { signedOutView } from './signed-out-view.ts'

const schema = { hide: true }

/** Pages that show nothing of anybody, open to everybody. */
export const leavingRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  app.get(HIDDEN, { schema }, async (request, reply) => {
    const { leave: _, ...frame } = frameOf(site, request, { kind: 'open' })
    return sendPage(reply, site.pages, { view: hiddenView, model: {}, frame })
  })

  app.get(SIGNED_OUT, { schema }, async (request, reply) => {
    const { leave: _, ...frame } = frameOf(site, request, { kind: 'open' })
    const { to } = (request.query ?? {}) as Record<string, unknown>
    const path = returnPath(typeof to === 'string' ? to : undefined)
    const isKept = path !== '/'
    const againHref = isKept ? `/sign-in?to=${encodeURIComponent(`${path}?kept=1`)}` : '/'
    const model = { againHref, isKept }
    return sendPage(reply, site.pages, { view: signedOutView, model, frame })
  })
}
