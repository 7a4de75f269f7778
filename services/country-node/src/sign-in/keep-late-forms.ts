import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isTyped, keepForm, openKept, type Typed } from './keep-form.ts'
import { returnPath } from './return-path.ts'
import { findLapsedOf, sessionOf } from './session-of.ts'
import type { Session } from './session-state.ts'
import type { SignIn } from './sign-in.ts'

/** What is asked for by script, or by no browser, is answered as the API answers. */
export const wantsPage = ({ headers }: FastifyRequest): boolean =>
  /\btext\/html\b/.test(headers.accept ?? '')

/** The page that a form was on: as the browser says, else where the form leads, which shows it too. */
function pathOfForm({ headers, url }: FastifyRequest, origin: string): string {
  const from = URL.parse(headers.referer ?? '')
  const path = from?.origin === origin ? from.pathname : url.split('?')[0]
  return returnPath(path)
}

/** Keeps the form of this request for who typed it, and says where it is shown again. */
export async function keepFormOf(
  { context, origin }: Pick<SignIn, 'context' | 'origin'>,
  request: FastifyRequest,
  { actor: { pseudonym, org } }: Session,
): Promise<string> {
  const path = pathOfForm(request, origin)
  await keepForm(context, { pseudonym, org, path }, request.body)
  return `${path}?kept=1`
}

const kept = new WeakMap<FastifyRequest, Typed>()

/** What is to be shown again in the forms of this page. */
export const keptFor = (request: FastifyRequest): Typed | undefined => kept.get(request)

/**
 * In a scope of pages for who is signed in: a form that comes when its session is over is kept, and
 * shown again when the same person has signed in. Nothing of what it asks for is done.
 */
export function keepLateForms(app: FastifyInstance, signIn: SignIn): void {
  app.addHook('preValidation', async (request, reply): Promise<FastifyReply | undefined> => {
    const session = findLapsedOf(request)
    if (!session) return undefined
    const to = isTyped(request.body) ? await keepFormOf(signIn, request, session) : '/'
    return reply.redirect(`/sign-in?to=${encodeURIComponent(to)}`, 303)
  })
  app.addHook('preHandler', async (request) => {
    const { kept: isAsked } = (request.query ?? {}) as Record<string, unknown>
    if (request.method !== 'GET' || isAsked !== '1') return
    const { pseudonym, org } = sessionOf(request).actor
    const path = request.url.split('?')[0] as string
    const typed = await openKept(signIn.context, { pseudonym, org, path })
    if (typed) kept.set(request, typed)
  })
}
