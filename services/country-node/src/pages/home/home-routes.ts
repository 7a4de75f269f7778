import { sendPage } from '@causeway/page-kit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { actorOf } from '../../staff/actor.ts'
import { isPermitted } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { showOfficerHome } from '../officer/show-officer-home.ts'
import type { PageSite } from '../page-site.ts'
import { practiceFor } from '../practice/practice-for.ts'
import { homeView } from './home-view.ts'
import { hubRecordOf } from './hub-record-of.ts'
import { needsOf } from './needs-of.ts'

/** The front door. */
export const homeRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const actor = actorOf(request)
    if (isPermitted(actor.role, 'audit.verify')) return showOfficerHome(site, request, reply)
    const items = await needsOf(context, actor)
    const frame = frameOf(site, request, { kind: 'list', section: 'home', isLive: true })
    const practice = await practiceFor(context.db, actor)
    const record = isPermitted(actor.role, 'hub_record.read') && (await hubRecordOf(site, frame))
    const model = {
      now: context.now().toISOString(),
      items,
      practice,
      ...(record ? { record } : {}),
    }
    return sendPage(reply, pages, { view: homeView, model, frame })
  })
}
