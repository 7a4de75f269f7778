import { Language, sendPage } from '@causeway/page-kit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { appendAudit } from '../audit/append-audit.ts'
import { seconds } from '../context.ts'
import { returnPath } from '../sign-in/return-path.ts'
import { herself } from './herself.ts'
import { leaveWindow } from './leave-window.ts'
import { pageOfWindow } from './page-of-window.ts'
import { showWindow } from './show-window.ts'
import { leaveNoTrace } from './window-cookies.ts'
import { windowFrame } from './window-frame.ts'
import { CLOSE, ENTER, LANGUAGE, PAGE, STAY } from './window-paths.ts'
import { windowSessionOf } from './window-session-of.ts'
import { setWindowLanguage } from './window-session-queries.ts'
import type { WindowSite } from './window-site.ts'
import { pageView } from './window-views.ts'

const hide = true
const Choice = z.strictObject({ language: Language, back: z.string() })

/** What she sees. The reading is on record before it is answered. */
export const pageRoutes: FastifyPluginAsyncZod<{ site: WindowSite }> = async (app, { site }) => {
  const { context, pages, settings } = site
  const { db, now } = context

  app.get(PAGE, { schema: { hide } }, async (request, reply) => {
    const session = windowSessionOf(request)
    const model = pageOfWindow(context, await showWindow(context, session))
    await db.transaction().execute((trx) =>
      appendAudit(trx, {
        at: seconds(now),
        actor: herself(session),
        act: 'window.read',
        subject: session.person,
      }),
    )
    const frame = windowFrame(site, request)
    return sendPage(reply, pages, { view: pageView, model, frame })
  })

  app.post(STAY, { schema: { hide } }, async (_request, reply) => reply.code(204).send())

  app.post(LANGUAGE, { schema: { hide, body: Choice } }, async (request, reply) => {
    const { language, back } = request.body
    await setWindowLanguage(db, windowSessionOf(request).idHash, language)
    return reply.redirect(returnPath(back), 303)
  })

  app.post(CLOSE, { schema: { hide } }, async (request, reply) => {
    await leaveWindow(context, windowSessionOf(request))
    leaveNoTrace(reply, settings.origin)
    return reply.redirect(ENTER, 303)
  })
}
