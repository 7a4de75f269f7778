import { OrganisationList, OrganisationListQuery } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { listOrganisations } from './list-organisations.ts'

export const organisationRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/organisations',
    {
      schema: {
        tags: ['Organisations'],
        summary: 'Find partner organisations, and whether they take new referrals',
        querystring: OrganisationListQuery,
        response: { 200: OrganisationList },
      },
    },
    async (request) => {
      decide(actorOf(request), 'organisation.list')
      return { organisations: listOrganisations(context, request.query) }
    },
  )
}
