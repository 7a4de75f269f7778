import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { Problem, problemDetails, problems } from '@causeway/schemas/problems'
import { type FastifyBaseLogger, fastify, LogController } from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { takeStrictJson } from './http-body.ts'
import { validatorCompiler } from './http-faults.ts'
import { problemFor, type SituationCodes, sendProblem } from './http-problem.ts'

export { rawBodyOf, takeStrictJson } from './http-body.ts'
export { problemFor, type SituationCodes, sendProblem } from './http-problem.ts'

interface HttpOptions {
  logger: FastifyBaseLogger
  codes: SituationCodes
  /** Bytes; a route may set its own. */
  bodyLimit?: number
  /** Milliseconds in which a request must have arrived whole. */
  requestTimeout?: number
}

/** Of every answer, where a route says nothing else. */
const careful = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

export type HttpServer = ReturnType<typeof createHttpServer>

/**
 * A server whose routes are described with zod and whose every refusal is a problem (RFC 9457). Its
 * log lines hold the route pattern and never the URL, a header or a body. Whoever calls is known by what is
 * signed and never by a network address, so no header of a proxy is believed, and none is needed.
 * Answers are not cached, and nothing in them runs, unless a route says so.
 */
export function createHttpServer(options: HttpOptions) {
  const { logger, codes, bodyLimit = 256 * 1024 } = options
  const { requestTimeout = 30_000 } = options

  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: () => randomUUID(),
    bodyLimit,
    requestTimeout,
    keepAliveTimeout: 65_000,
    return503OnClosing: false,
    http: {
      headersTimeout: Math.min(10_000, requestTimeout),
      connectionsCheckingInterval: 500,
      maxHeaderSize: 8192,
      noDelay: true,
    },
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply.headers(careful), problemFor(error, codes))
    },
    clientErrorHandler: (error, socket) => refuseBytes(error, socket, codes),
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  takeStrictJson(app, codes.malformed)

  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(careful)
  })
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem(codes.missing)))
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFor(error, codes)
    const level = problems[problem.code].status < 500 ? 'info' : 'error'
    request.log[level]({ err: problem }, 'refused')
    return sendProblem(reply, problem)
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })

  return app
}

/**
 * Answers bytes that never became a request: bad syntax, headers too large or too slow. Where none
 * came, nothing is said: a browser that connected ahead of time would read it as the answer to the
 * first thing it asks there.
 */
function refuseBytes(error: Error & { code?: string }, socket: Socket, codes: SituationCodes) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  if (socket.bytesRead === 0) return socket.destroy()
  const situation = error.code === 'HPE_HEADER_OVERFLOW' ? 'tooLarge' : 'malformed'
  const details = problemDetails(new Problem(codes[situation]))
  const body = JSON.stringify(details)
  socket.end(
    `HTTP/1.1 ${details.status} Refused\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
