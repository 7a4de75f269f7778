import { leftView, sendPage } from '@causeway/page-kit'
import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { readSecret } from '../sign-in/cookies.ts'
import { isFromElsewhere } from '../sign-in/refuse-forged.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { leaveWindow } from './leave-window.ts'
import { leaveNoTrace, windowCookie } from './window-cookies.ts'
import { windowFrame } from './window-frame.ts'
import { EXIT } from './window-paths.ts'
import { useWindowSession } from './window-session-queries.ts'
import type { WindowSite } from './window-site.ts'

/** Leaving in a hurry, as on the staff's pages: it answers the same whatever came with it. */
export const exitRoutes: FastifyPluginAsyncZod<{ site: WindowSite }> = async (app, { site }) => {
  const { context, pages, settings } = site
  await app.register(cookie)
  await app.register(formBody)

  app.post(EXIT, { schema: { hide: true } }, async (request, reply) => {
    const id = readSecret(request, windowCookie(settings.origin))
    const session = id && (await useWindowSession(context.db, hashOf(id), context.now()))
    if (session) await leaveWindow(context, session)
    if (!isFromElsewhere(request)) leaveNoTrace(reply, settings.origin)
    const { leave: _, ...frame } = windowFrame(site, request)
    return sendPage(reply, pages, { view: leftView, model: { to: settings.exitTo }, frame })
  })
}
