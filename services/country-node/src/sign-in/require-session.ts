import { Problem } from '@causeway/schemas/problems'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepActor } from '../staff/actor.ts'
import { readSecret, sessionCookie } from './cookies.ts'
import { findLapsed, peekSession } from './find-session-queries.ts'
import { isTyped } from './keep-form.ts'
import { keepFormOf, keepLateForms, wantsPage } from './keep-late-forms.ts'
import { hashOf } from './secrets.ts'
import { keepLapsed, keepSession, sessionOf } from './session-of.ts'
import { useSession } from './session-queries.ts'
import { isStrong } from './session-state.ts'
import type { SignIn } from './sign-in.ts'
import { SIGNED_OUT } from './signed-in-frame.ts'

const withReturn = (path: string, { url }: FastifyRequest) =>
  `${path}?to=${encodeURIComponent(url)}`

/** A page that a browser shows anew by itself: nobody has touched anything. */
const isStill = ({ query }: FastifyRequest) => (query as Record<string, unknown>)?.still === '1'

/**
 * From here on every page of `app` is for who is signed in; `actorOf` then names them as it does for
 * a token. Who is not is sent to sign in and comes back to the page. A form sent after the session has
 * ended is kept for who typed it, and refused as `session-ended` where nobody can know who that was.
 */
export function requireSession(app: FastifyInstance, signIn: SignIn): void {
  const { context } = signIn
  app.addHook('onRequest', async (request, reply) => {
    const hash = hashIn(request, context)
    if (await knowSession(context, request)) return undefined
    if (request.method === 'GET') {
      return reply.redirect(isStill(request) ? SIGNED_OUT : withReturn('/sign-in', request), 303)
    }
    const lapsed = hash && wantsPage(request) && (await findLapsed(context.db, hash, context.now()))
    if (!lapsed) throw new Problem('session-ended')
    keepLapsed(request, lapsed)
    return undefined
  })
  keepLateForms(app, signIn)
}

const hashIn = (request: FastifyRequest, { nodeId }: SignIn['context']) => {
  const id = readSecret(request, sessionCookie(nodeId))
  return id && hashOf(id)
}

/** Finds out who is signed in, if anybody is: also for pages that are open to everybody. */
export async function knowSession(
  context: SignIn['context'],
  request: FastifyRequest,
): Promise<boolean> {
  const hash = hashIn(request, context)
  const find = isStill(request) ? peekSession : useSession
  const session = hash && (await find(context.db, hash, context.now()))
  if (!session) return false
  keepActor(request, session.actor)
  keepSession(request, session)
  return true
}

/**
 * A hook for what asks for a second factor: sending, accepting, opening a narrative, exporting. Put it
 * before the page with the form as well as before what the form is sent to: the page then sends who
 * has to give the factor away and back before anything is typed. A form for which the factor has
 * become too old meanwhile is kept, and shown again with it; `Problem('step-up-missing')` is thrown
 * to who asks for no page.
 */
export const requireStepUp =
  (signIn: SignIn) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const session = sessionOf(request)
    if (isStrong(session, signIn.context.now())) return undefined
    if (request.method === 'GET') {
      return reply.redirect(withReturn('/sign-in/confirm', request), 303)
    }
    if (!wantsPage(request) || !isTyped(request.body)) throw new Problem('step-up-missing')
    const to = await keepFormOf(signIn, request, session)
    return reply.redirect(`/sign-in/confirm?to=${encodeURIComponent(to)}`, 303)
  }
