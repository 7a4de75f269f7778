import { Problem, type ProblemCode } from '@causeway/schemas/problems'
import { JsonFault, parseStrictJson } from '@causeway/schemas/wire'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const bodies = new WeakMap<FastifyRequest, Buffer>()

/** The bytes of the body exactly as they arrived, for a digest over them; empty without a body. */
export const rawBodyOf = (request: FastifyRequest): Buffer => bodies.get(request) ?? Buffer.alloc(0)

/**
 * `application/json` is the only type of body that is read, and it is read strictly: UTF-8 (RFC
 * 8259 section 8.1, no byte order mark), no repeated key, no deep nesting. `admit` sees the bytes
 * before anything reads them and may throw, so that a stranger's body costs no parsing.
 */
export function takeStrictJson(
  app: FastifyInstance,
  malformed: ProblemCode,
  admit: (request: FastifyRequest, body: Buffer) => void = () => {},
): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  const parse = (body: Buffer): unknown => {
    try {
      return parseStrictJson(utf8.decode(body))
    } catch (cause) {
      const rule = cause instanceof JsonFault ? cause.rule : 'encoding'
      throw new Problem(malformed, { cause, faults: [{ pointer: '', in: 'body', rule }] })
    }
  }

  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      bodies.set(request, body)
      admit(request, body)
      return parse(body)
    },
  )
}
