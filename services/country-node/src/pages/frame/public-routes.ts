import { sendPage } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { knowSession } from '../../sign-in/require-session.ts'
import { limits } from '../../sign-in/session-state.ts'
import type { PageSite } from '../page-site.ts'
import { frameOf } from './frame-of.ts'
import { ACCESSIBILITY, PRIVACY } from './public-links.ts'
import { accessibilityView, privacyView } from './public-views.ts'

const schema = { hide: true }
const MINUTE = 60_000

/** Pages for everybody, and the answer to every address that there is not, for people too. */
export const publicRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site
  app.addHook('onRequest', async (request) => void (await knowSession(context, request)))

  app.get(ACCESSIBILITY, { schema }, async (request, reply) => {
    const frame = frameOf(site, request, { kind: 'open' })
    const model = { idleMinutes: limits.idle / MINUTE }
    return sendPage(reply, pages, { view: accessibilityView, model, frame })
  })

  app.get(PRIVACY, { schema }, async (request, reply) => {
    const frame = frameOf(site, request, { kind: 'open' })
    const model = {
      idleMinutes: limits.idle / MINUTE,
      sessionHours: limits.session / MINUTE / 60,
      keptMinutes: limits.kept / MINUTE,
    }
    return sendPage(reply, pages, { view: privacyView, model, frame })
  })

  app.get('/*', { schema }, () => {
    throw new Problem('not-found')
  })
}
