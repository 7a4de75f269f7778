import {
  Accept,
  Decline,
  NewReferral,
  ReferralCreated,
  ReferralMoved,
  ReferralPath,
} from '@causeway/schemas/api'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotently, type Remember, type Reply } from '../api/idempotency.ts'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorOf, type StaffActor } from '../staff/actor.ts'
import { type Action, decide } from '../staff/decide.ts'
import { acceptReferral } from './accept-referral.ts'
import { declineReferral } from './decline-referral.ts'
import { draftReferral } from './draft-referral.ts'
import { getReferral } from './get-referral.ts'
import type { MoveReply } from './make-move.ts'
import { offerReferral } from './offer-referral.ts'
import { openReferral } from './open-referral.ts'

interface Options {
  context: NodeContext
  exchange: Exchange
}

const tags = ['Referrals']

/** What an agency's staff, or its own system, does with a referral. */
export const referralRoutes: FastifyPluginAsyncZod<Options> = async (
  app,
  { context, exchange },
) => {
  /** Runs once for each Idempotency-Key. Who may not do it learns that before anything else. */
  const once = async (
    request: FastifyRequest,
    action: Action,
    run: (actor: StaffActor, remember: Remember) => Promise<Reply>,
  ) => {
    const actor = actorOf(request)
    decide(actor, action)
    const call = idempotencyOf(request, actor)
    return idempotently(context.db, call, context.now, (remember) => run(actor, remember))
  }
  const move = (
    request: FastifyRequest & { params: ReferralPath },
    action: Action,
    run: (actor: StaffActor, remember: Remember) => Promise<MoveReply>,
  ) =>
    once(request, action, async (actor, remember) => {
      decide(actor, action, await getReferral(context, request.params.id))
      return { status: 200, body: await run(actor, remember) }
    })

  const moved = { tags, params: ReferralPath, response: { 200: ReferralMoved } }

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
        await once(request, 'referral.draft', (actor, remember) =>
          draftReferral(context, actor, request.body, remember),
        ),
      ),
  )

  app.post(
    '/referrals/:id/offer',
    { schema: { ...moved, summary: 'Send the offer; nothing in it names the person' } },
    async (request, reply) =>
      sendReply(
        reply,
        await move(request, 'referral.offer', (actor, remember) =>
          offerReferral(context, exchange, actor, request.params.id, remember),
        ),
      ),
  )

  app.post(
    '/referrals/:id/open',
    { schema: { ...moved, summary: 'Consider an offer; the sender gets evidence of it' } },
    async (request, reply) =>
      sendReply(
        reply,
        await move(request, 'referral.open', (actor, remember) =>
          openReferral(context, exchange, actor, request.params.id, remember),
        ),
      ),
  )

  app.post(
    '/referrals/:id/accept',
    { schema: { ...moved, summary: 'Accept, with worker, deputy and services', body: Accept } },
    async (request, reply) =>
      sendReply(
        reply,
        await move(request, 'referral.accept', (actor, remember) =>
          acceptReferral(context, exchange, actor, request.params.id, request.body, remember),
        ),
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
    async (request, reply) =>
      sendReply(
        reply,
        await move(request, 'referral.decline', (actor, remember) =>
          declineReferral(context, exchange, actor, request.params.id, request.body, remember),
        ),
      ),
  )
}
