import { problemOf, problemView, sendPage } from '@causeway/page-kit'
import { Problem, problems } from '@causeway/schemas/problems'
import { problemFor, sendProblem } from '@causeway/service-kit/http'
import type { FastifyInstance } from 'fastify'
import { problemCodes } from '../../api/problem-codes.ts'
import { wantsPage } from '../../sign-in/keep-late-forms.ts'
import type { PageSite } from '../page-site.ts'
import { frameOf } from './frame-of.ts'
import { refusedAs, refusedView } from './refused-view.ts'

const signInFirst = new Set<string>(['session-ended', 'sign-in-refused'])

/**
 * From here on every refusal is a page with what happened, whether anything was lost, and where to
 * go on. It holds a code and never what was sent.
 */
export function answerProblems(app: FastifyInstance, site: PageSite): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = asOfNothing(problemFor(error, problemCodes))
    const { status } = problems[problem.code]
    request.log[status < 500 ? 'info' : 'error']({ err: problem }, 'refused')
    if (!wantsPage(request)) return sendProblem(reply, problem)

    const frame = frameOf(site, request, { kind: 'open' })
    const code = refusedAs(problem.code)
    if (!code) {
      const model = { problem: problemOf(status), homeHref: '/' } as const
      return sendPage(reply, site.pages, { view: problemView, model, frame, status })
    }
    const isSignIn = signInFirst.has(code)
    const goOn = { href: isSignIn ? '/' : wholeOf(frame.path), isSignIn }
    return sendPage(reply, site.pages, { view: refusedView, model: { code, goOn }, frame, status })
  })
}

/** The handover or the draft that a page is a part of, where it says how it stands; else the first page. */
function wholeOf(path: string): string {
  const [, whole = '/'] = /^(\/(?:receiving|sending|returns)\/[\w-]{22})\/./.exec(path) ?? []
  return whole
}

/** An address with an id that can be nobody's is one where nothing is, as with any id of others. */
function asOfNothing(problem: Problem): Problem {
  const isAddress = problem.faults.some((fault) => fault.in === 'path')
  return isAddress && problem.code === 'request-malformed'
    ? new Problem('not-found', { cause: problem })
    : problem
}
