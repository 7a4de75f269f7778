import { sha256 } from '@causeway/protocol/suite'
import { rawBodyOf } from '@causeway/service-kit/http'
import type { FastifyRequest } from 'fastify'
import type { StaffActor } from '../staff/actor.ts'
import type { IdempotentRequest } from './idempotency.ts'

/** Who asks for what, exactly: the same call with other bytes in its body is another request. */
export function idempotencyOf(request: FastifyRequest, actor: StaffActor): IdempotentRequest {
  const { 'idempotency-key': key } = request.headers
  const call = [request.method, request.routeOptions.url, request.params]
  return {
    caller: `${actor.org}.${actor.pseudonym}`,
    key: typeof key === 'string' ? key : undefined,
    fingerprint: sha256(`${JSON.stringify(call)}\n`, rawBodyOf(request)),
  }
}
