import type { HttpServer } from '@causeway/service-kit/http'
import { requireSession, requireStepUp } from '../src/sign-in/require-session.ts'
import { sessionOf } from '../src/sign-in/session-of.ts'
import type { SignIn } from '../src/sign-in/sign-in.ts'
import { takeForms } from '../src/sign-in/sign-in-routes.ts'
import { actorOf } from '../src/staff/actor.ts'

/** Two pages that show what a page of the node is given; the second asks for a second factor. */
export async function addProbePages(app: HttpServer, signIn: SignIn): Promise<void> {
  const schema = { hide: true }
  await app.register(async (pages) => {
    await takeForms(pages, signIn)
    requireSession(pages, signIn)
    pages.get('/probe', { schema }, async (request) => ({
      actor: actorOf(request),
      formToken: sessionOf(request).formToken,
    }))
    pages.post('/probe', { schema }, async (request) => ({ form: request.body }))

    const preHandler = requireStepUp(signIn)
    pages.get('/probe/sending', { schema, preHandler }, async () => ({ open: true }))
    pages.post('/probe/sending', { schema, preHandler }, async () => ({ sent: true }))
  })
}
