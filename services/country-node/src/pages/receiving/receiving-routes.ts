import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireStepUp } from '../../sign-in/require-session.ts'
import type { PageSite } from '../page-site.ts'
import { acceptForm, declineForm } from './answer-forms.ts'
import { careForm, closeForm } from './care-forms.ts'
import { confirmPlanForm } from './confirm-plan-form.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { type FormPage, openForm, takeForm } from './form-page.ts'
import { handoverRoutes } from './handover-routes.ts'
import { inboxRoutes } from './inbox-routes.ts'
import { changeForm, hereForm, lostForm } from './journey-forms.ts'
import { meetRoutes } from './meet-routes.ts'
import { planForm } from './plan-form.ts'
import { legCounts } from './plan-path.ts'
import { answerForm, askForm } from './question-forms.ts'
import { schema } from './received-referral.ts'
import { isPossible } from './steps-of.ts'
import { pauseForm, recallForm, resumeForm, undoForm, withdrawForm } from './stop-forms.ts'
import { toldForm } from './told-form.ts'

const forms = [
  declineForm,
  askForm,
  answerForm,
  toldForm,
  ...legCounts.map(planForm),
  confirmPlanForm,
  hereForm,
  changeForm,
  lostForm,
  careForm,
  closeForm,
  recallForm,
  pauseForm,
  resumeForm,
  withdrawForm,
  undoForm,
] as readonly unknown[] as readonly FormPage<unknown>[]

/** The receiving side, from the inbox to the end. Accepting asks for a second factor. */
export const receivingRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  await app.register(inboxRoutes, { site })
  await app.register(handoverRoutes, { site })
  await app.register(meetRoutes, { site })
  await app.register(followUpRoutes, { site })
  await app.register(evidenceRoutes, { site })

  for (const page of forms) formRoutes(app as never, site, page)
  await app.register(async (strong) => {
    strong.addHook('preHandler', requireStepUp(site.signIn))
    formRoutes(strong as never, site, acceptForm as FormPage<unknown>)
  })
}

function formRoutes(app: FastifyInstance, site: PageSite, form: FormPage<unknown>): void {
  const page = { ...form, isPossible: isPossible(form.name) }
  const url = `/receiving/:id/${page.path ?? page.name}`
  app.get(url, { schema }, (request, reply) => openForm(site, page, request, reply))
  app.post(url, { schema }, (request, reply) => takeForm(site, page, request, reply))
}
