import formBody from '@fastify/formbody'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { endSessionsOf } from './end-sessions.ts'
import type { SignIn } from './sign-in.ts'
import { verifyLogoutToken } from './verify-logout-token.ts'

interface Options {
  signIn: SignIn
}

const LogoutRequest = z.object({ logout_token: z.string().min(1).max(8192) })

/** What the identity provider asks of the node: the keys of its client, and to end sessions. */
export const providerRoutes: FastifyPluginAsyncZod<Options> = async (app, { signIn }) => {
  const { context, provider } = signIn
  await app.register(formBody)

  app.get('/sign-in/keys', { schema: { hide: true } }, () => provider.publicKeys())

  app.post(
    '/sign-in/back-channel-logout',
    { schema: { hide: true, body: LogoutRequest } },
    async (request, reply) => {
      const { logout_token: token } = request.body
      await endSessionsOf(context, await verifyLogoutToken(provider, token, context.now()))
      return reply.code(200).send()
    },
  )
}
