import { sendPage } from '@causeway/page-kit'
import { FollowUpStep } from '@causeway/schemas/codes'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { readFollowUps } from '../../care/read-follow-ups.ts'
import { frameOf } from '../frame/frame-of.ts'
import type { PageSite } from '../page-site.ts'
import { followUpForm } from './care-forms.ts'
import { followUpsView } from './follow-ups-view.ts'
import { openForm, takeForm } from './form-page.ts'
import { headOf } from './head-of.ts'
import { receivedReferral, schema } from './received-referral.ts'

/** When to ask after her and what was noted; one address for each time. */
export const followUpRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site

  app.get('/receiving/:id/follow-ups', { schema }, async (request, reply) => {
    const { actor, referral } = await receivedReferral(context, request, 'follow_up.read')
    const { follow_ups } = await readFollowUps(context, actor, referral.id)
    const head = await headOf(context, referral)
    const now = context.now().toISOString()
    const isOpen = referral.status === 'in_care'
    const model = {
      head,
      now,
      steps: follow_ups.map(({ step, due_at, done_at, reached, note }) => ({
        step,
        due: due_at,
        isLate: done_at === undefined && due_at <= now,
        ...(done_at === undefined && isOpen ? { href: `${head.href}/follow-ups/${step}` } : {}),
        ...(reached === undefined ? {} : { reached }),
        ...(note === undefined ? {} : { note }),
      })),
    }
    const frame = frameOf(site, request, { kind: 'list', section: 'inbox' })
    return sendPage(reply, pages, { view: followUpsView, model, frame })
  })

  for (const step of FollowUpStep.options) {
    const page = followUpForm(step)
    const url = `/receiving/:id/follow-ups/${step}`
    app.get(url, { schema }, (request, reply) => openForm(site, page, request, reply))
    app.post(url, { schema }, (request, reply) => takeForm(site, page, request, reply))
  }
}
