import { type KeyDirectory, openRequestProof, sha256 } from '@causeway/protocol/suite'
import { Problem, Refusal } from '@causeway/schemas/problems'
import type { Digest, NodeId, Seconds } from '@causeway/schemas/wire'
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
const BODY_DIGEST = 'bodyDigest'

/**
 * Every route of this scope asks for a request proof (`authorization: CW-Proof <jws>`) by the
 * transport key of a node, over method, URL, time and the bytes of the body. All but the body is
 * checked before any of it is read, so that a stranger fills no memory; the digest of the body
 * before it is parsed. Refused with `auth`, whatever is wrong.
 */
export function requireProof(app: FastifyInstance, { directory, origin, now }: Options): void {
  app.decorateRequest(CALLER, null)
  app.decorateRequest(BODY_DIGEST, null)

  app.addHook('onRequest', async (request) => {
    const [, proof] = SCHEME.exec(request.headers.authorization ?? '') ?? []
    if (proof === undefined) throw new Problem('auth')
    const proven = { method: request.method, url: origin + request.url }
    const { key, bodyDigest } = openProof(proof, proven, directory, now())
    request.setDecorator<NodeId>(CALLER, key.node)
    request.setDecorator<Digest>(BODY_DIGEST, bodyDigest)
  })
  takeStrictJson(app, 'format', requireBody)
  app.addHook('preValidation', async (request) => {
    if (request.body === undefined) requireBody(request, NO_BODY)
  })
}

function requireBody(request: FastifyRequest, body: Buffer): void {
  if (request.getDecorator<Digest>(BODY_DIGEST) !== sha256(body)) throw new Problem('auth')
}

function openProof(
  proof: string,
  request: Parameters<typeof openRequestProof>[1],
  directory: KeyDirectory,
  now: Seconds,
) {
  try {
    return openRequestProof(proof, request, (kid) => directory.findKey('transport', kid, now), now)
  } catch (cause) {
    if (cause instanceof Refusal) throw new Problem('auth', { cause })
    throw cause
  }
}
