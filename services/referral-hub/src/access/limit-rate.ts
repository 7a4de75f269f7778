import { Problem } from '@causeway/schemas/problems'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { callerOf } from './caller.ts'

/**
 * Bounds what one node may ask of this process in a second; beyond it the answer is `rate`. Counted
 * after the proof, so nobody uses up the share of another, and before the body is read.
 */
export async function limitRate(app: FastifyInstance, requestsPerSecond: number): Promise<void> {
  await app.register(rateLimit, {
    hook: 'onRequest',
    max: requestsPerSecond,
    timeWindow: 1_000,
    keyGenerator: callerOf,
    errorResponseBuilder: () => new Problem('rate'),
  })
}
