import { type KeyDirectory, verifyRequestProof } from '@causeway/protocol/suite'
import { Problem, Refusal } from '@causeway/schemas/problems'
import type { NodeId, Seconds } from '@causeway/schemas/wire'
import { takeStrictJson } from '@causeway/service-kit/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CALLER } from './caller.ts'

interface Options {
  directory: KeyDirectory
  /** Scheme, host and port under which nodes reach this hub; never taken from the request. */
  origin: string
  now: () => Seconds
}

const SCHEME = /^CW-Proof ([A-Za-z0-9_.-]+)$/
const NO_BODY = Buffer.alloc(0)

/**
 * Every route of this scope asks for a request proof (`authorization: CW-Proof <jws>`) by the
 * transport key of a node, over method, URL, time and the bytes of the body, and checks it before
 * the body is parsed. Refused with `auth`, whatever is wrong.
 */
export function requireProof(app: FastifyInstance, { directory, origin, now }: Options): void {
  const prove = (request: FastifyRequest, body: Buffer) => {
    const [, proof] = SCHEME.exec(request.headers.authorization ?? '') ?? []
    if (proof === undefined) throw new Problem('auth')
    const proven = { method: request.method, url: origin + request.url, body }
    const caller = nodeThatProved(proof, proven, directory, now())
    request.setDecorator<NodeId>(CALLER, caller)
  }

  app.decorateRequest(CALLER, null)
  takeStrictJson(app, 'format', prove)
  app.addHook('preValidation', async (request) => {
    if (request.getDecorator<NodeId | null>(CALLER) === null) prove(request, NO_BODY)
  })
}

function nodeThatProved(
  proof: string,
  request: Parameters<typeof verifyRequestProof>[1],
  directory: KeyDirectory,
  now: Seconds,
): NodeId {
  try {
    const findKey = (kid: Parameters<KeyDirectory['findKey']>[1]) =>
      directory.findKey('transport', kid, now)
    return verifyRequestProof(proof, request, findKey, now).node
  } catch (cause) {
    if (cause instanceof Refusal) throw new Problem('auth', { cause })
    throw cause
  }
}
