import { Problem, type ProblemCode, problemDetails } from '@causeway/schemas/problems'
import type { FastifyReply } from 'fastify'
import { faultsOf, InputFault } from './http-faults.ts'

/** What can happen to any request, in the vocabulary of the service that answers. */
export interface SituationCodes {
  malformed: ProblemCode
  missing: ProblemCode
  tooLarge: ProblemCode
  mediaType: ProblemCode
  internal: ProblemCode
  busy: ProblemCode
}

/** Seconds after which a caller that was told `busy` may try again (RFC 9110 section 10.2.3). */
const RETRY_AFTER_SECONDS = '1'

/** Sends RFC 9457 problem details; past the response schemas of the route, which are for answers. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const details = problemDetails(problem)
  if (details.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS)
  return reply
    .code(details.status)
    .type('application/problem+json')
    .serializer((text: string) => text)
    .send(JSON.stringify(details))
}

/**
 * The refusal that an error amounts to. What is not a refusal we meant, and not a mistake of the
 * caller, is `internal` with nothing inside, or `busy` when the database is briefly not there.
 */
export function problemFor(error: unknown, codes: SituationCodes): Problem {
  if (error instanceof Problem) return error
  if (error instanceof InputFault) {
    return new Problem(codes.malformed, { cause: error, faults: faultsOf(error) })
  }
  return new Problem(codes[situationOf(error)], { cause: error })
}

const byStatus: Record<number, keyof SituationCodes> = {
  404: 'missing',
  405: 'missing',
  413: 'tooLarge',
  415: 'mediaType',
  503: 'busy',
}

/** SQLSTATE classes and socket errors after which the same request may well succeed. */
const PASSING =
  /^(08...|57P0[123]|53...|55P03|57014|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
/** `pg` gives these no code. */
const PASSING_MESSAGE = /^(Connection terminated|timeout exceeded when trying to connect)/

function situationOf(error: unknown): keyof SituationCodes {
  if (!(error instanceof Error)) return 'internal'
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (typeof statusCode === 'number') {
    const known = byStatus[statusCode]
    if (known) return known
    if (statusCode >= 400 && statusCode < 500) return 'malformed'
  }
  if (typeof code === 'string' && PASSING.test(code)) return 'busy'
  return PASSING_MESSAGE.test(error.message) ? 'busy' : 'internal'
}
