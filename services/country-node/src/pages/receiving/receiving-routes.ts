import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireStepUp } from '../../sign-in/require-session.ts'
import type { PageSite } from '../page-site.ts'
import { acceptForm, askForm, declineForm } from './answer-forms.ts'
import { careForm, closeForm } from './care-forms.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { type FormPage, openForm, takeForm } from './form-page.ts'
import { handoverRoutes } from './handover-routes.ts'
import { inboxRoutes } from './inbox-routes.ts'
import { meetRoutes } from './meet-routes.ts'
import { planForm } from './plan-form.ts'
import { schema } from './received-referral.ts'

/** The receiving side, from the inbox to the end. Accepting asks for a second factor. */
export const receivingRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  await app.register(inboxRoutes, { site })
  await app.register(handoverRoutes, { site })
  await app.register(meetRoutes, { site })
  await app.register(followUpRoutes, { site })

  for (const page of [declineForm, askForm, planForm, careForm, closeForm]) {
    formRoutes(app as never, site, page as FormPage<unknown>)
  }
  await app.register(async (strong) => {
    strong.addHook('preHandler', requireStepUp(site.signIn))
    formRoutes(strong as never, site, acceptForm as FormPage<unknown>)
  })
}

function formRoutes(app: FastifyInstance, site: PageSite, page: FormPage<unknown>): void {
  const url = `/receiving/:id/${page.name}`
  app.get(url, { schema }, (request, reply) => openForm(site, page, request, reply))
  app.post(url, { schema }, (request, reply) => takeForm(site, page, request, reply))
}
