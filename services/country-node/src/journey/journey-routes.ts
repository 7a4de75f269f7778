import { Arrive, ChangeTravel, Depart, ReportMissed } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type MoveRoutesOptions, moved, runMove } from '../referrals/run-move.ts'
import { arrive } from './arrive.ts'
import { changeTravel } from './change-travel.ts'
import { depart } from './depart.ts'
import { reportLostContact } from './report-lost-contact.ts'
import { reportMissed } from './report-missed.ts'

const tags = ['Journey']

/** What happens on her way, told by whoever knows; a duty worker writes down what is phoned in. */
export const journeyRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.post(
    '/referrals/:id/depart',
    {
      schema: {
        ...moved,
        tags,
        summary: 'She was asked once more, still wants to, and has left',
        body: Depart,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'journey.report', (actor, id, remember) =>
        depart(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/travel-changed',
    {
      schema: {
        ...moved,
        tags,
        summary: 'The plan does not hold any more, and nobody is missing',
        body: ChangeTravel,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'journey.report', (actor, id, remember) =>
        changeTravel(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/missed',
    {
      schema: { ...moved, tags, summary: 'She is missing on a leg of the way', body: ReportMissed },
    },
    (request, reply) =>
      runMove(context, request, reply, 'journey.report', (actor, id, remember) =>
        reportMissed(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/lost-contact',
    { schema: { ...moved, tags, summary: 'She was missed, and nobody could find her' } },
    (request, reply) =>
      runMove(context, request, reply, 'journey.report', (actor, id, remember) =>
        reportLostContact(context, exchange, actor, id, remember),
      ),
  )

  app.post(
    '/referrals/:id/arrive',
    {
      schema: {
        ...moved,
        tags,
        summary: 'Somebody has met her; what she answered is checked, five times in all',
        body: Arrive,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'journey.report', (actor, id, remember) =>
        arrive(context, exchange, actor, id, request.body, remember),
      ),
  )
}
