import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readSecret } from '../sign-in/cookies.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { formCookie, windowCookie } from './window-cookies.ts'
import { ENTER } from './window-paths.ts'
import { useWindowSession } from './window-session-queries.ts'
import type { WindowSite } from './window-site.ts'
import type { WindowSession } from './window-state.ts'

const sessions = new WeakMap<FastifyRequest, WindowSession>()

export const findWindowSession = (request: FastifyRequest): WindowSession | undefined =>
  sessions.get(request)

/** Throws `TypeError` on a route that is open to who has typed nothing. */
export function windowSessionOf(request: FastifyRequest): WindowSession {
  const session = sessions.get(request)
  if (!session) throw new TypeError('this route does not ask for a session')
  return session
}

/** From here on every page of `app` knows whose window it is; who has none begins at the door. */
export function requireWindow(app: FastifyInstance, { context, settings }: WindowSite): void {
  app.addHook('onRequest', async (request, reply) => {
    const id = readSecret(request, windowCookie(settings.origin))
    const session = id && (await useWindowSession(context.db, hashOf(id), context.now()))
    if (!session) return reply.redirect(ENTER, 303)
    sessions.set(request, session)
  })
}

/** What a form must carry: of the session, or before there is one of the browser's own secret. */
export const windowTokenOf =
  ({ settings }: WindowSite) =>
  (request: FastifyRequest): string | undefined => {
    const session = sessions.get(request)
    if (session) return session.formToken
    const secret = readSecret(request, formCookie(settings.origin))
    return secret && hashOf(secret)
  }
