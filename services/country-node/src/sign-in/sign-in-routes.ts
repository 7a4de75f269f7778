import { Problem } from '@causeway/schemas/problems'
import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { beginSignIn, CALLBACK } from './begin-sign-in.ts'
import { completeSignIn } from './complete-sign-in.ts'
import {
  attemptCookie,
  leaveNothing,
  readSecret,
  sessionCookie,
  setAttempt,
  setSession,
} from './cookies.ts'
import { endSession } from './end-sessions.ts'
import { findLapsed } from './find-session-queries.ts'
import { isTyped } from './keep-form.ts'
import { keepFormOf } from './keep-late-forms.ts'
import { refuseForged } from './refuse-forged.ts'
import { requireSession } from './require-session.ts'
import { returnPath } from './return-path.ts'
import { hashOf } from './secrets.ts'
import { sendAway } from './send-away.ts'
import { findLapsedOf, keepLapsed, sessionOf } from './session-of.ts'
import type { SignIn } from './sign-in.ts'
import { KEEP, SIGN_OUT, SIGNED_OUT, STAY } from './signed-in-frame.ts'

interface Options {
  signIn: SignIn
}

/** Pages are not part of the API's description. */
const hide = true
const Return = z.object({ to: z.string().optional() })

/** Gives `app` what every page needs: cookies, forms, and the guard against forged ones. */
export async function takeForms(app: FastifyInstance, { origin }: SignIn): Promise<void> {
  await app.register(cookie)
  await app.register(formBody)
  refuseForged(app, origin)
}

/** Signing in and out, for a scope with `takeForms`. */
export const signInRoutes: FastifyPluginAsyncZod<Options> = async (app, { signIn }) => {
  const { context, origin } = signIn
  const node = context.nodeId

  app.get('/sign-in', { schema: { hide, querystring: Return } }, async (request, reply) => {
    const browser = readSecret(request, attemptCookie(node)) ?? context.randomDigest()
    const to = returnPath(request.query.to)
    const url = await beginSignIn(signIn, { browser, to })
    setAttempt(reply, node, browser)
    return sendAway(reply, url)
  })

  app.get(CALLBACK, { schema: { hide } }, async (request, reply) => {
    const { id, to } = await completeSignIn(signIn, {
      url: new URL(request.url, origin),
      browser: readSecret(request, attemptCookie(node)),
      session: readSecret(request, sessionCookie(node)),
    })
    setSession(reply, node, id)
    return reply.redirect(to, 303)
  })

  await app.register(async (late) => {
    late.addHook('onRequest', async (request) => {
      const id = readSecret(request, sessionCookie(node))
      const session = id && (await findLapsed(context.db, hashOf(id), context.now()))
      if (!session) throw new Problem('session-ended')
      keepLapsed(request, session)
    })
    late.post(KEEP, { schema: { hide } }, async (request, reply) => {
      const session = findLapsedOf(request)
      if (session && isTyped(request.body)) await keepFormOf(signIn, request, session)
      return reply.code(204).send()
    })
  })

  await app.register(async (inside) => {
    requireSession(inside, signIn)

    inside.get(
      '/sign-in/confirm',
      { schema: { hide, querystring: Return } },
      async (request, reply) => {
        const browser = readSecret(request, attemptCookie(node)) ?? context.randomDigest()
        const to = returnPath((request.query as z.infer<typeof Return>).to)
        const url = await beginSignIn(signIn, { browser, to, session: sessionOf(request) })
        setAttempt(reply, node, browser)
        return sendAway(reply, url)
      },
    )

    inside.post(STAY, { schema: { hide } }, async (_request, reply) => reply.code(204).send())

    inside.post(SIGN_OUT, { schema: { hide } }, async (request, reply) => {
      await endSession(context, sessionOf(request))
      leaveNothing(reply, node)
      return reply.redirect(SIGNED_OUT, 303)
    })
  })
}
