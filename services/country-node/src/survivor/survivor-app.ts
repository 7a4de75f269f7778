import { sendPage, serveAssets } from '@causeway/page-kit'
import { Problem, problems } from '@causeway/schemas/problems'
import { createHttpServer, problemFor } from '@causeway/service-kit/http'
import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { problemCodes } from '../api/problem-codes.ts'
import { refuseForged } from '../sign-in/refuse-forged.ts'
import { actRoutes } from './act-routes.ts'
import { enterRoutes } from './enter-routes.ts'
import { exitRoutes } from './exit-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { windowFrame } from './window-frame.ts'
import { ENTER, PAGE } from './window-paths.ts'
import { findWindowSession, requireWindow, windowTokenOf } from './window-session-of.ts'
import { openWindowPages, type WindowSite } from './window-site.ts'
import { plainProblemView } from './window-views.ts'

/**
 * The survivors' own window, ready to listen on an origin of its own: another app than the staff's,
 * with cookies, sessions and routes of its own, and none of theirs.
 */
export async function createSurvivorApp(parts: Omit<WindowSite, 'pages'>) {
  const site: WindowSite = { ...parts, pages: openWindowPages(parts.settings) }
  const app = createHttpServer({ logger: site.context.log, codes: problemCodes })

  await app.register(async (all) => {
    answerPlainly(all, site)
    await all.register(serveAssets, { assets: site.pages.assets })
    await all.register(exitRoutes, { site })
    await all.register(async (forms) => {
      await forms.register(cookie)
      await forms.register(formBody)
      refuseForged(forms, site.settings.origin, windowTokenOf(site))
      await forms.register(enterRoutes, { site })

      await forms.register(async (inside) => {
        requireWindow(inside, site)
        await inside.register(pageRoutes, { site })
        await inside.register(actRoutes, { site })
      })
    })
  })
  return app
}

/** Every refusal is a page that says no more than what to do, an address without a page too. */
function answerPlainly(app: FastifyInstance, site: WindowSite): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFor(error, problemCodes)
    const { status } = problems[problem.code]
    request.log[status < 500 ? 'info' : 'error']({ err: problem }, 'refused')
    const frame = windowFrame(site, request)
    const model = { problem: plainly(status), goOn: findWindowSession(request) ? PAGE : ENTER }
    return sendPage(reply, site.pages, { view: plainProblemView, model, frame, status })
  })
  const refuse = async () => {
    throw new Problem('not-found')
  }
  app.all('/*', { schema: { hide: true }, onRequest: refuse }, refuse)
}

/** Whatever it was: not there, not now, or to be opened again. */
function plainly(status: number): 'gone' | 'later' | 'again' {
  if (status === 404) return 'gone'
  return status === 429 || status >= 500 ? 'later' : 'again'
}
