import { RegisterPage, RegisterQuery } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { readRegister } from './read-register.ts'

/** What went where. */
export const registerRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/disclosures',
    {
      schema: {
        tags: ['Audit'],
        summary: 'Read which kinds of item went to whom, newest first; the reading is logged',
        querystring: RegisterQuery,
        response: { 200: RegisterPage },
      },
    },
    async (request) => {
      const { referral, person, ...rest } = request.query
      return readRegister(context, actorOf(request), {
        ...rest,
        referrals: referral && [referral],
        people: person && [person],
      })
    },
  )
}
