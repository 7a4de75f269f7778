import { HubRecord, LogFindingPage, LogFindingQuery } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { pageOfFindings } from './page-of-findings.ts'
import { viewHubRecord } from './view-hub-record.ts'

const tags = ['Hub record']

/** What the hub keeps of all that is sent, as the nodes have confirmed it: signatures and hashes. */
export const hubRecordRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/hub-record',
    {
      schema: {
        tags,
        summary: 'See how far the nodes have confirmed the log of the hub, and what was found',
        response: { 200: HubRecord },
      },
    },
    async (request) => {
      decide(actorOf(request), 'hub_record.read')
      return viewHubRecord(context)
    },
  )

  app.get(
    '/hub-record/findings',
    {
      schema: {
        tags,
        summary: 'Read what was found about the log of the hub, with what proves it to others',
        querystring: LogFindingQuery,
        response: { 200: LogFindingPage },
      },
    },
    async (request) => {
      decide(actorOf(request), 'hub_record.read')
      return pageOfFindings(context.db, request.query)
    },
  )
}
