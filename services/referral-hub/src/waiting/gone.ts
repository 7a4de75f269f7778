import type { FastifyReply } from 'fastify'

/** Aborted once the connection on which this reply would go out is closed. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}
