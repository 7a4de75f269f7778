import { Accept, Decline, NewDisclosure, NewReferral, ReferralCreated } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sendReply } from '../api/send-reply.ts'
import { acceptReferral } from './accept-referral.ts'
import { declineReferral } from './decline-referral.ts'
import { discloseMore } from './disclose-more.ts'
import { draftReferral } from './draft-referral.ts'
import { offerReferral } from './offer-referral.ts'
import { openReferral } from './open-referral.ts'
import { type MoveRoutesOptions, moved, runMove, runOnce, tags } from './run-move.ts'

/** What an agency's staff, or its own system, does with a referral up to its answer. */
export const referralRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.post(
    '/referrals',
    {
      schema: {
        tags,
        summary: 'Draft a referral; nobody outside the organisation sees it',
        body: NewReferral,
        response: { 201: ReferralCreated },
      },
    },
    async (request, reply) =>
      sendReply(
        reply,
        await runOnce(context, request, 'referral.draft', (actor, remember) =>
          draftReferral(context, actor, request.body, remember),
        ),
      ),
  )

  app.post(
    '/referrals/:id/offer',
    { schema: { ...moved, summary: 'Send the offer; nothing in it names the person' } },
    (request, reply) =>
      runMove(context, request, reply, 'referral.offer', (actor, id, remember) =>
        offerReferral(context, exchange, actor, id, remember),
      ),
  )

  app.post(
    '/referrals/:id/open',
    { schema: { ...moved, summary: 'Consider an offer; the sender gets evidence of it' } },
    (request, reply) =>
      runMove(context, request, reply, 'referral.open', (actor, id, remember) =>
        openReferral(context, exchange, actor, id, remember),
      ),
  )

  app.post(
    '/referrals/:id/accept',
    { schema: { ...moved, summary: 'Accept, with worker, deputy and services', body: Accept } },
    (request, reply) =>
      runMove(context, request, reply, 'referral.accept', (actor, id, remember) =>
        acceptReferral(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/decline',
    {
      schema: {
        ...moved,
        summary: 'Decline, with a reason and who may help instead',
        body: Decline,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'referral.decline', (actor, id, remember) =>
        declineReferral(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/disclosures',
    {
      schema: {
        ...moved,
        summary: 'Let one item more go, or a part of her story; nobody asks her again',
        body: NewDisclosure,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'referral.disclose', (actor, id, remember) =>
        discloseMore(context, exchange, actor, id, request.body, remember),
      ),
  )
}
