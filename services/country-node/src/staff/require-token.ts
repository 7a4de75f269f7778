import { Problem, problems } from '@causeway/schemas/problems'
import type { FastifyInstance } from 'fastify'
import { keepActor } from './actor.ts'
import type { Authenticate } from './authenticate.ts'

/**
 * From here on every route of `app` asks for an access token, before it reads the body. Refusals
 * name the scheme (RFC 6750 section 3).
 */
export function requireToken(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request, reply) => {
    try {
      keepActor(request, await authenticate(request.headers.authorization))
    } catch (error) {
      if (error instanceof Problem && problems[error.code].status === 401) {
        const fault = error.code === 'token-refused' ? ' error="invalid_token"' : ''
        reply.header('www-authenticate', `Bearer${fault}`)
      }
      throw error
    }
  })
}
