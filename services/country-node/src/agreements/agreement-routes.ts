import {
  AgreementChanged,
  AgreementCreated,
  AgreementList,
  AgreementPath,
  AgreementPreview,
  AgreementReceiptView,
  Invalidate,
  NewAgreement,
  PersonPath,
  PreviewAgreement,
  Reaffirm,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { changeAgreement } from './change-agreement.ts'
import { issueReceipt } from './issue-receipt.ts'
import { listAgreements } from './list-agreements.ts'
import { previewAgreement } from './preview-agreement.ts'
import { recordAgreement } from './record-agreement.ts'

const tags = ['Agreements']

export const agreementRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/people/:id/agreements/preview',
    {
      schema: {
        tags,
        summary: 'Look together at what a receiver would see, and what stays here; changes nothing',
        params: PersonPath,
        body: PreviewAgreement,
        response: { 200: AgreementPreview },
      },
    },
    async (request) => {
      const wish = { ...request.body, personId: request.params.id }
      return previewAgreement(context, actorOf(request), wish)
    },
  )

  app.post(
    '/people/:id/agreements',
    {
      schema: {
        tags,
        summary: 'Record what a person was asked and what she said, for one named receiver',
        params: PersonPath,
        body: NewAgreement,
        response: { 201: AgreementCreated },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      const asked = { ...request.body, personId: request.params.id }
      return sendReply(reply, await recordAgreement(context, actor, call, asked))
    },
  )

  app.get(
    '/people/:id/agreements',
    {
      schema: {
        tags,
        summary: 'List what a person agreed to or refused, and what of it is in force',
        params: PersonPath,
        response: { 200: AgreementList },
      },
    },
    async (request) => ({
      agreements: await listAgreements(context, actorOf(request), request.params.id),
    }),
  )

  app.post(
    '/agreements/:id/reaffirm',
    {
      schema: {
        tags,
        summary: 'Record that she was asked again and still agrees; its end stays the same',
        params: AgreementPath,
        body: Reaffirm,
        response: { 200: AgreementChanged },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      const { lang, how, interpreter } = request.body
      const reason = `${lang}/${how}/${interpreter}`
      const change = { id: request.params.id, kind: 'reaffirmed' as const, reason }
      return sendReply(reply, await changeAgreement(context, actor, call, change))
    },
  )

  app.post(
    '/agreements/:id/invalidate',
    {
      schema: {
        tags,
        summary: 'Record that what looked like a yes was none; nothing goes on it any more',
        params: AgreementPath,
        body: Invalidate,
        response: { 200: AgreementChanged },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      const { reason } = request.body
      const change = { id: request.params.id, kind: 'invalidated' as const, reason }
      return sendReply(reply, await changeAgreement(context, actor, call, change))
    },
  )

  app.get(
    '/agreements/:id/receipt',
    {
      schema: {
        tags,
        summary: 'Sign for her what she agreed to, to keep; her name is not in it',
        params: AgreementPath,
        response: { 200: AgreementReceiptView },
      },
    },
    async (request) => ({
      receipt: await issueReceipt(context, actorOf(request), request.params.id),
    }),
  )
}
