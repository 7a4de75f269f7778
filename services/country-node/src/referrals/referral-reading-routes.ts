import {
  ItemsQuery,
  OfferView,
  PacketView,
  Preview,
  ReferralList,
  ReferralListQuery,
  ReferralPath,
  ReferralView,
} from '@causeway/schemas/api'
import { EvidenceBundle } from '@causeway/schemas/evidence'
import { Problem } from '@causeway/schemas/problems'
import { offerItems } from '@causeway/schemas/record'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { NodeContext } from '../context.ts'
import { exportEvidence } from '../evidence/export-evidence.ts'
import type { LogHistory } from '../evidence/join-checkpoints.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { requireUnrestricted } from '../withdrawals/restricted.ts'
import { auditReading } from './audit-reading.ts'
import { actorIn } from './event-actor.ts'
import { pageOfReferrals } from './page-of-referrals.ts'
import { permittedReferral } from './permitted-referral.ts'
import { previewReferral } from './preview-referral.ts'
import { readOffer } from './read-bodies.ts'
import { isUnsent } from './referral-queries.ts'
import { showPacket } from './show-packet.ts'
import { viewReferral } from './view-referral.ts'

const tags = ['Referrals']

/** What can be read of a referral. Reading what is about her leaves a trace. */
export const referralReadingRoutes: FastifyPluginAsyncZod<{
  context: NodeContext
  history: LogHistory
}> = async (app, { context, history }) => {
  app.get(
    '/referrals',
    {
      schema: {
        tags,
        summary: 'List the referrals of your organisation, last changed first',
        querystring: ReferralListQuery,
        response: { 200: ReferralList },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      decide(actor, 'referral.list')
      return pageOfReferrals(context.db, actor.org, request.query)
    },
  )

  app.get(
    '/referrals/:id',
    {
      schema: {
        tags,
        summary: 'Follow a referral: where it stands, what happened, what is proven',
        params: ReferralPath,
        response: { 200: ReferralView },
      },
    },
    async (request) => {
      await permittedReferral(context, request, 'referral.read')
      return viewReferral(context, request.params.id)
    },
  )

  app.get(
    '/referrals/:id/preview',
    {
      schema: {
        tags,
        summary: 'See exactly what the receiver will see, and what stays; the reading is logged',
        params: ReferralPath,
        response: { 200: Preview },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'referral.preview')
      const preview = await previewReferral(context, referral)
      await auditReading(context, actor, 'preview.read', referral.id)
      return preview
    },
  )

  app.get(
    '/referrals/:id/offer',
    {
      schema: {
        tags,
        summary: 'Read an offer that was received; the reading is logged',
        params: ReferralPath,
        response: { 200: OfferView },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'referral.read_offer')
      await requireUnrestricted(context.db, referral.id, offerItems)
      const offer = await readOffer(context, referral)
      await auditReading(context, actor, 'offer.read', referral.id)
      return { offer }
    },
  )

  app.get(
    '/referrals/:id/packet',
    {
      schema: {
        tags,
        summary: 'Read the packet that followed the acceptance; the reading is logged',
        params: ReferralPath,
        querystring: ItemsQuery,
        response: { 200: PacketView },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'referral.read_packet')
      return { packet: await showPacket(context, actor, referral, request.query) }
    },
  )

  app.get(
    '/referrals/:id/evidence',
    {
      schema: {
        tags,
        summary: 'Download what proves what was sent and received, without contents; it is logged',
        params: ReferralPath,
        response: { 200: EvidenceBundle },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'referral.evidence')
      if (isUnsent(referral)) throw new Problem('not-found')
      return exportEvidence(context, history, referral, actorIn(actor))
    },
  )
}
