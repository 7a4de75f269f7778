import {
  Accept,
  Decline,
  Evidence,
  NewReferral,
  OfferView,
  PacketView,
  Preview,
  ReferralCreated,
  ReferralList,
  ReferralListQuery,
  ReferralMoved,
  ReferralPath,
  ReferralView,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotently, type Remember, type Reply } from '../api/idempotency.ts'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorOf, type StaffActor } from '../staff/actor.ts'
import { type Action, decide } from '../staff/decide.ts'
import { acceptReferral } from './accept-referral.ts'
import { auditReading } from './audit-reading.ts'
import { declineReferral } from './decline-referral.ts'
import { draftReferral } from './draft-referral.ts'
import { gatherEvidence } from './evidence.ts'
import { offerReferral } from './offer-referral.ts'
import { openReferral } from './open-referral.ts'
import { pageOfReferrals } from './page-of-referrals.ts'
import { previewReferral } from './preview-referral.ts'
import { readOffer, readPacket } from './read-bodies.ts'
import { getOwnReferral, viewReferral } from './view-referral.ts'

interface Options {
  context: NodeContext
  exchange: Exchange
}

/** The referral as an agency's staff, or its own system, works with it. */
export const referralRoutes: FastifyPluginAsyncZod<Options> = async (
  app,
  { context, exchange },
) => {
  const { db, now } = context
  type Request = Parameters<typeof actorOf>[0]

  const once = (
    request: Request,
    run: (actor: StaffActor, remember: Remember) => Promise<Reply>,
  ) => {
    const actor = actorOf(request)
    return idempotently(db, idempotencyOf(request, actor), now, (remember) => run(actor, remember))
  }
  const permitted = async (request: Request, action: Action, id: ReferralPath['id']) => {
    const actor = actorOf(request)
    decide(actor, action)
    const referral = await getOwnReferral(context, id)
    decide(actor, action, referral)
    return { actor, referral }
  }
  const moved = async (move: Promise<object>): Promise<Reply> => ({ status: 200, body: await move })

  app.post(
    '/referrals',
    { schema: { body: NewReferral, response: { 201: ReferralCreated } } },
    async (request, reply) => {
      const run = (actor: StaffActor, remember: Remember) =>
        draftReferral(context, actor, request.body, remember)
      return sendReply(reply, await once(request, run))
    },
  )

  app.get(
    '/referrals',
    { schema: { querystring: ReferralListQuery, response: { 200: ReferralList } } },
    async (request) => {
      const actor = actorOf(request)
      decide(actor, 'referral.list')
      return pageOfReferrals(db, actor.org, request.query)
    },
  )

  app.get(
    '/referrals/:id',
    { schema: { params: ReferralPath, response: { 200: ReferralView } } },
    async (request) => {
      await permitted(request, 'referral.read', request.params.id)
      return viewReferral(context, request.params.id)
    },
  )

  app.get(
    '/referrals/:id/preview',
    { schema: { params: ReferralPath, response: { 200: Preview } } },
    async (request) => {
      const { referral } = await permitted(request, 'referral.preview', request.params.id)
      return previewReferral(context, referral)
    },
  )

  app.get(
    '/referrals/:id/offer',
    { schema: { params: ReferralPath, response: { 200: OfferView } } },
    async (request) => {
      const { actor, referral } = await permitted(request, 'referral.read_offer', request.params.id)
      const offer = await readOffer(context, referral)
      await auditReading(context, actor, 'offer.read', referral.id)
      return { offer }
    },
  )

  app.get(
    '/referrals/:id/packet',
    { schema: { params: ReferralPath, response: { 200: PacketView } } },
    async (request) => {
      const { actor, referral } = await permitted(
        request,
        'referral.read_packet',
        request.params.id,
      )
      const packet = await readPacket(context, referral)
      await auditReading(context, actor, 'packet.read', referral.id)
      return { packet }
    },
  )

  app.get(
    '/referrals/:id/evidence',
    { schema: { params: ReferralPath, response: { 200: Evidence } } },
    async (request) => {
      await permitted(request, 'referral.evidence', request.params.id)
      return gatherEvidence(context, request.params.id)
    },
  )

  const moveSchema = { params: ReferralPath, response: { 200: ReferralMoved } }

  app.post('/referrals/:id/offer', { schema: moveSchema }, async (request, reply) => {
    const { id } = request.params
    await permitted(request, 'referral.offer', id)
    const run = (actor: StaffActor, remember: Remember) =>
      moved(offerReferral(context, exchange, actor, id, remember))
    return sendReply(reply, await once(request, run))
  })

  app.post('/referrals/:id/open', { schema: moveSchema }, async (request, reply) => {
    const { id } = request.params
    await permitted(request, 'referral.open', id)
    const run = (actor: StaffActor, remember: Remember) =>
      moved(openReferral(context, exchange, actor, id, remember))
    return sendReply(reply, await once(request, run))
  })

  app.post(
    '/referrals/:id/accept',
    { schema: { ...moveSchema, body: Accept } },
    async (request, reply) => {
      const { id } = request.params
      await permitted(request, 'referral.accept', id)
      const run = (actor: StaffActor, remember: Remember) =>
        moved(acceptReferral(context, exchange, actor, id, request.body, remember))
      return sendReply(reply, await once(request, run))
    },
  )

  app.post(
    '/referrals/:id/decline',
    { schema: { ...moveSchema, body: Decline } },
    async (request, reply) => {
      const { id } = request.params
      await permitted(request, 'referral.decline', id)
      const run = (actor: StaffActor, remember: Remember) =>
        moved(declineReferral(context, exchange, actor, id, request.body, remember))
      return sendReply(reply, await once(request, run))
    },
  )
}
