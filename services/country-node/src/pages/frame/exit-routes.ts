import { leftView, sendPage } from '@causeway/page-kit'
import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { leaveNothing, readSecret, sessionCookie } from '../../sign-in/cookies.ts'
import { endSession } from '../../sign-in/end-sessions.ts'
import { isFromElsewhere } from '../../sign-in/refuse-forged.ts'
import { hashOf } from '../../sign-in/secrets.ts'
import { useSession } from '../../sign-in/session-queries.ts'
import { SIGNED_OUT } from '../../sign-in/signed-in-frame.ts'
import type { PageSite } from '../page-site.ts'
import { frameOf } from './frame-of.ts'
import { EXIT } from './leaving.ts'

/**
 * Leaving in a hurry: the session ends, and a page without words goes on to another site. It answers
 * the same whatever came with it, a session that is over included, since whoever is in a hurry must
 * not be shown a refusal. To no other site it does anything: the cookie does not go with its forms, and
 * nothing is cleared for them.
 */
export const exitRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages, settings } = site
  await app.register(cookie)
  await app.register(formBody)

  app.post(EXIT, { schema: { hide: true } }, async (request, reply) => {
    const id = readSecret(request, sessionCookie(context.nodeId))
    const session = id && (await useSession(context.db, hashOf(id), context.now()))
    if (session) await endSession(context, session)
    if (!isFromElsewhere(request)) leaveNothing(reply, context.nodeId)
    const { leave: _, ...frame } = frameOf(site, request, { kind: 'open' })
    const to = settings.exitTo ?? SIGNED_OUT
    return sendPage(reply, pages, { view: leftView, model: { to }, frame })
  })
}
