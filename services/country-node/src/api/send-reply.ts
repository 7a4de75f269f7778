import type { FastifyReply } from 'fastify'
import type { Reply } from './idempotency.ts'

/**
 * Sends a reply that may be a repetition, and says so in the header that other services of this
 * kind use. Its body was made for the route's schema and is stored as it was sent.
 */
export const sendReply = (
  reply: FastifyReply,
  { status, body, replayed }: Reply & { replayed: boolean },
) => reply.code(status).header('idempotent-replayed', String(replayed)).send(body)
