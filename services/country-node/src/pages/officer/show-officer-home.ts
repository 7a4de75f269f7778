import { sendPage } from '@causeway/page-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { frameOf } from '../frame/frame-of.ts'
import { hubRecordOf } from '../home/hub-record-of.ts'
import type { PageSite } from '../page-site.ts'
import { officerNeeds } from './officer-needs.ts'
import { officerHomeView } from './officer-views.ts'
import { speakerOf } from './say-entry.ts'

/** The front door of who oversees the protection of data. */
export async function showOfficerHome(
  site: PageSite,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const frame = frameOf(site, request, { kind: 'list', section: 'home' })
  const needs = await officerNeeds(site.context, speakerOf(site, frame.language))
  const record = await hubRecordOf(site, frame)
  const model = { now: site.context.now().toISOString(), needs, record }
  return sendPage(reply, site.pages, { view: officerHomeView, model, frame })
}
