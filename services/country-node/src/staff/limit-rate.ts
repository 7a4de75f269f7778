import { Problem } from '@causeway/schemas/problems'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { actorOf } from './actor.ts'

/**
 * Bounds what one actor may ask of this process in a second, before the body is read; beyond it the
 * answer is `too-many-requests`. Counted after `requireToken`, so nobody uses up another's share.
 */
export async function limitRate(app: FastifyInstance, requestsPerSecond: number): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerSecond,
    timeWindow: 1_000,
    keyGenerator: (request) => actorOf(request).pseudonym,
    errorResponseBuilder: () => new Problem('too-many-requests'),
  })
}
