import type { NodeId } from '@causeway/schemas/wire'
import type { FastifyRequest } from 'fastify'

/** Under this name a request carries the node that proved it. */
export const CALLER = 'caller'

/** The node that proved this request. Throws `TypeError` on a route outside of `requireProof`. */
export function callerOf(request: FastifyRequest): NodeId {
  const caller = request.getDecorator<NodeId | null>(CALLER)
  if (caller === null) throw new TypeError('the route is open to callers without a proof')
  return caller
}
