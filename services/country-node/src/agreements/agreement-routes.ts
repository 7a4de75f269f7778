import { AgreementCreated, AgreementList, NewAgreement, PersonPath } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { listAgreements } from './list-agreements.ts'
import { recordAgreement } from './record-agreement.ts'

const tags = ['Agreements']

export const agreementRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/people/:id/agreements',
    {
      schema: {
        tags,
        summary: 'Record what a person agreed to, for one named receiver',
        params: PersonPath,
        body: NewAgreement,
        response: { 201: AgreementCreated },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      const given = { ...request.body, personId: request.params.id }
      return sendReply(reply, await recordAgreement(context, actor, call, given))
    },
  )

  app.get(
    '/people/:id/agreements',
    {
      schema: {
        tags,
        summary: 'List what a person agreed to, and until when',
        params: PersonPath,
        response: { 200: AgreementList },
      },
    },
    async (request) => ({
      agreements: await listAgreements(context, actorOf(request), request.params.id),
    }),
  )
}
