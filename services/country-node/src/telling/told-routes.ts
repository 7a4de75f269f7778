import {
  NewTelling,
  PersonPath,
  ReferralPath,
  TellingRecorded,
  ToldView,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import { getReferral } from '../referrals/get-referral.ts'
import { permittedReferral } from '../referrals/permitted-referral.ts'
import { type MoveRoutesOptions, runOnce } from '../referrals/run-move.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { readToldByPerson, readToldInReferral } from './read-told.ts'
import { tellInReferral } from './tell-in-referral.ts'
import { tellPerson } from './tell-person.ts'

const tags = ['Already told']

/** What nobody needs to ask her again, and what she was asked all the same. */
export const toldRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.get(
    '/people/:id/told',
    {
      schema: {
        tags,
        summary: 'Read what a person has told, and how often she was asked; the reading is logged',
        params: PersonPath,
        response: { 200: ToldView },
      },
    },
    async (request) => readToldByPerson(context, actorOf(request), request.params.id),
  )

  app.post(
    '/people/:id/tellings',
    {
      schema: {
        tags,
        summary:
          'Record that she told something, or was asked, that is not written down as an item',
        params: PersonPath,
        body: NewTelling,
        response: { 201: TellingRecorded },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      const telling = { ...request.params, ...request.body }
      return sendReply(reply, await tellPerson(context, exchange, actor, call, telling))
    },
  )

  app.get(
    '/referrals/:id/told',
    {
      schema: {
        tags,
        summary: 'Read what both sides of a referral know that she has told; the reading is logged',
        params: ReferralPath,
        response: { 200: ToldView },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'told.read')
      return readToldInReferral(context, actor, referral)
    },
  )

  app.post(
    '/referrals/:id/tellings',
    {
      schema: {
        tags,
        summary:
          'Record what she told, or was asked, in a referral; both sides count what was asked',
        params: ReferralPath,
        body: NewTelling,
        response: { 201: TellingRecorded },
      },
    },
    async (request, reply) => {
      const telling = { ...request.params, ...request.body }
      const done = await runOnce(context, request, 'telling.record', async (actor, remember) => {
        decide(actor, 'telling.record', await getReferral(context, telling.id))
        return tellInReferral(context, exchange, actor, telling, remember)
      })
      return sendReply(reply, done)
    },
  )
}
