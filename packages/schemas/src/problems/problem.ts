import { apiProblems } from './api-problems.ts'
import { hubProblems } from './hub-problems.ts'

/** What a service can answer over HTTP. The two tables share no code but one with the same sense. */
export const problems = { ...apiProblems, ...hubProblems } as const

export type ApiProblemCode = keyof typeof apiProblems
export type HubProblemCode = keyof typeof hubProblems
export type ProblemCode = ApiProblemCode | HubProblemCode

/** A place in the request and the rule it breaks; never the value that was sent. */
export interface Fault {
  /** JSON Pointer (RFC 6901) into the part named by `in`. */
  pointer: string
  in: 'body' | 'query' | 'path' | 'header'
  /** The rule, for example `required`, `too_small`, `unrecognized_key`. */
  rule: string
  /** How often she was asked already about what stands there. */
  times_asked?: number
  /** Which side of the referral this node is, and where the referral stands. */
  side?: string
  status?: string
}

/**
 * A refusal we meant. Nothing in it may hold personal data, key material or what the caller sent;
 * what only the operator may see goes into `cause`.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly faults: readonly Fault[]

  constructor(code: ProblemCode, options: ErrorOptions & { faults?: readonly Fault[] } = {}) {
    super(problems[code].title, options)
    this.code = code
    this.faults = options.faults ?? []
  }
}

/** RFC 9457 problem details, as every service of the network sends them. */
export function problemDetails(problem: Problem) {
  const { status, title } = problems[problem.code]
  const errors = problem.faults.length > 0 ? { errors: problem.faults } : {}
  return { type: `urn:causeway:problem:${problem.code}`, status, title, ...errors }
}
