import { FORM_TOKEN, makeNonce, pageHeaders } from '@causeway/page-kit'
import type { HttpServer } from '@causeway/service-kit/http'
import { keptFor } from '../src/sign-in/keep-late-forms.ts'
import { requireSession, requireStepUp } from '../src/sign-in/require-session.ts'
import { sessionOf } from '../src/sign-in/session-of.ts'
import type { SignIn } from '../src/sign-in/sign-in.ts'
import { takeForms } from '../src/sign-in/sign-in-routes.ts'
import { actorOf } from '../src/staff/actor.ts'

/**
 * Pages that show what a page of the node is given: `/probe`; `/probe/sending`, which asks for a second
 * factor; and `/probe/form`, which leads to it.
 */
export async function addProbePages(app: HttpServer, signIn: SignIn): Promise<void> {
  const schema = { hide: true }
  await app.register(async (pages) => {
    await takeForms(pages, signIn)
    requireSession(pages, signIn)
    pages.get('/probe', { schema }, async (request) => ({
      actor: actorOf(request),
      formToken: sessionOf(request).formToken,
      kept: keptFor(request),
    }))
    pages.post('/probe', { schema }, async (request) => ({ form: request.body }))
    pages.get('/probe/form', { schema }, async (request, reply) =>
      reply
        .headers(pageHeaders({ nonce: makeNonce() }))
        .type('text/html')
        .send(
          `<form method="post" action="/probe/next"><input type="hidden" name="${FORM_TOKEN}" value="${sessionOf(request).formToken}"><button>Next</button></form>`,
        ),
    )
    pages.post('/probe/next', { schema }, async (_request, reply) =>
      reply.redirect('/probe/sending', 303),
    )

    const preHandler = requireStepUp(signIn)
    pages.get('/probe/sending', { schema, preHandler }, async (request) => ({
      open: true,
      kept: keptFor(request),
    }))
    pages.post('/probe/sending', { schema, preHandler }, async () => ({ sent: true }))
  })
}
