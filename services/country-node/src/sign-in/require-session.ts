import { Problem } from '@causeway/schemas/problems'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepActor } from '../staff/actor.ts'
import { readSecret, sessionCookie } from './cookies.ts'
import { hashOf } from './secrets.ts'
import { keepSession, sessionOf } from './session-of.ts'
import { useSession } from './session-queries.ts'
import { isStrong } from './session-state.ts'
import type { SignIn } from './sign-in.ts'

const withReturn = (path: string, { url }: FastifyRequest) =>
  `${path}?to=${encodeURIComponent(url)}`

/**
 * From here on every page of `app` is for who is signed in; `actorOf` then names them as it does for
 * a token. Who is not is sent to sign in and comes back to the page. A form sent after the session has
 * ended is refused as `session-ended`: what was typed must be in a draft by then.
 */
export function requireSession(app: FastifyInstance, { context }: SignIn): void {
  app.addHook('onRequest', async (request, reply) => {
    const id = readSecret(request, sessionCookie(context.nodeId))
    const session = id && (await useSession(context.db, hashOf(id), context.now()))
    if (session) {
      keepActor(request, session.actor)
      keepSession(request, session)
    } else if (request.method === 'GET') {
      return reply.redirect(withReturn('/sign-in', request), 303)
    } else throw new Problem('session-ended')
  })
}

/**
 * A hook for what asks for a second factor: sending, accepting, opening a narrative, exporting. Put it
 * before the page with the form as well as before what the form is sent to: the page then sends who
 * has to give the factor away and back before anything is typed. Throws `Problem('step-up-missing')`
 * on a form.
 */
export const requireStepUp =
  ({ context }: SignIn) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (isStrong(sessionOf(request), context.now())) return undefined
    if (request.method !== 'GET') throw new Problem('step-up-missing')
    return reply.redirect(withReturn('/sign-in/confirm', request), 303)
  }
