import { sendPage } from '@causeway/page-kit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { seconds } from '../../context.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import { statusOf } from './head-of.ts'
import { listReceived } from './inbox-queries.ts'
import { inboxView } from './receiving-views.ts'

/** What came from elsewhere: what waits for an answer first, by when it is due. */
export const inboxRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site
  app.get('/inbox', { schema: { hide: true } }, async (request, reply) => {
    const actor = actorOf(request)
    decide(actor, 'referral.list')
    const at = seconds(context.now)
    const rows = await listReceived(context.db, actor.org)
    const lines = rows.map((row) => ({
      href: handoverHref('receiver', row.id),
      reference: referenceOf(row.id),
      status: statusOf(row),
      urgency: row.urgency,
      purpose: row.purpose,
      ...(row.due_at === null ? {} : { due: momentOf(row.due_at) }),
      isLate: row.due_at !== null && row.due_at <= at,
      since: row.created_at.toISOString(),
    }))
    const isOpen = ({ status }: (typeof lines)[number]) =>
      status === 'sent' || status === 'considered'
    const model = {
      now: context.now().toISOString(),
      toAnswer: lines.filter(isOpen),
      running: lines.filter((line) => !isOpen(line) && line.status !== 'ended'),
    }
    const frame = frameOf(site, request, { kind: 'list', section: 'inbox' })
    return sendPage(reply, pages, { view: inboxView, model, frame })
  })
}
