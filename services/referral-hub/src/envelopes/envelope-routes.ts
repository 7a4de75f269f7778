import { ENVELOPE_BATCH, SubmissionReply } from '@causeway/schemas/wire'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { callerOf } from '../access/caller.ts'
import { type Acceptance, acceptEnvelopes } from './accept-envelopes.ts'

/** Bytes: room for a full batch of the size that letters usually have. */
const BODY_LIMIT = 8 * 1024 * 1024

/** `Submission`, with its entries still unread: a malformed one must not take the others with it. */
const UnreadSubmission = z.strictObject({
  envelopes: z.array(z.unknown()).min(1).max(ENVELOPE_BATCH),
})

export const envelopeRoutes: FastifyPluginAsyncZod<Acceptance> = async (app, acceptance) => {
  app.post(
    '/envelopes',
    {
      bodyLimit: BODY_LIMIT,
      schema: { body: UnreadSubmission, response: { 200: SubmissionReply } },
    },
    async (request) => ({
      results: await acceptEnvelopes(acceptance, callerOf(request), request.body.envelopes),
    }),
  )
}
