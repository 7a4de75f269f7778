import {
  ItemsRecorded,
  NewItems,
  NewPerson,
  PersonCreated,
  PersonPath,
  PersonQuery,
  PersonView,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import type { MoveRoutesOptions } from '../referrals/run-move.ts'
import { actorOf } from '../staff/actor.ts'
import { addItems } from './add-items.ts'
import { createPerson } from './create-person.ts'
import { readPerson } from './read-person.ts'

const tags = ['People']

export const personRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.post(
    '/people',
    {
      schema: {
        tags,
        summary: 'Open a record: what she heard first, and what she then told',
        body: NewPerson,
        response: { 201: PersonCreated },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      return sendReply(reply, await createPerson(context, actor, call, request.body))
    },
  )

  app.get(
    '/people/:id',
    {
      schema: {
        tags,
        summary: 'Read a record, or one group of it; the reading is logged',
        params: PersonPath,
        querystring: PersonQuery,
        response: { 200: PersonView },
      },
    },
    async (request) =>
      readPerson(context, actorOf(request), { ...request.params, ...request.query }),
  )

  app.post(
    '/people/:id/items',
    {
      schema: {
        tags,
        summary: 'Add to a record, or correct it by a new revision',
        params: PersonPath,
        body: NewItems,
        response: { 201: ItemsRecorded },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      const added = { ...request.params, ...request.body }
      return sendReply(reply, await addItems(context, exchange, actor, call, added))
    },
  )
}
