import {
  Card,
  CardMatched,
  ConfirmPlan,
  MatchCard,
  MeetingSheet,
  PlanView,
  ProposePlan,
  ReferralPath,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { auditReading } from '../referrals/audit-reading.ts'
import { permittedReferral } from '../referrals/permitted-referral.ts'
import { type MoveRoutesOptions, moved, runMove } from '../referrals/run-move.ts'
import { requireReadable } from '../withdrawals/restricted.ts'
import { confirmPlan } from './confirm-plan.ts'
import { matchCard } from './match-card.ts'
import { proposePlan } from './propose-plan.ts'
import { showCard } from './show-card.ts'
import { showMeetingSheet } from './show-meeting-sheet.ts'
import { viewPlan } from './view-plan.ts'

const tags = ['Journey']

/** The plan that both sides sign, and what it gives to her and to whoever meets her. */
export const planRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.post(
    '/referrals/:id/plan',
    {
      schema: {
        ...moved,
        tags,
        summary: 'Propose how she travels and sign it first; usually the receiver does',
        body: ProposePlan,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'plan.sign', (actor, id, remember) =>
        proposePlan(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/plan/confirm',
    {
      schema: {
        ...moved,
        tags,
        summary: 'Sign the plan that the other side proposed; both nodes watch from then on',
        body: ConfirmPlan,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'plan.sign', (actor, id, remember) =>
        confirmPlan(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.get(
    '/referrals/:id/plan',
    {
      schema: {
        tags,
        summary: 'Read the plan and who has signed it; the reading is logged',
        params: ReferralPath,
        response: { 200: PlanView },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'plan.read')
      if (referral.state.meeting !== 'open') await requireReadable(context.db, referral)
      const plan = await viewPlan(context, referral.id)
      await auditReading(context, actor, 'plan.read', referral.id)
      return plan
    },
  )

  app.get(
    '/referrals/:id/card',
    {
      schema: {
        tags,
        summary:
          'Read the card that she carries, at the node that sends her; the reading is logged',
        params: ReferralPath,
        response: { 200: Card },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'referral.card')
      return showCard(context, actor, referral)
    },
  )

  app.post(
    '/referrals/:id/match-card',
    {
      schema: {
        tags,
        summary:
          'Hold the code of a card against what is known here; changes nothing, and is logged',
        params: ReferralPath,
        body: MatchCard,
        response: { 200: CardMatched },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(
        context,
        request,
        'referral.meeting_sheet',
      )
      return matchCard(context, actor, referral, request.body)
    },
  )

  app.get(
    '/referrals/:id/meeting-sheet',
    {
      schema: {
        tags,
        summary: 'Read what whoever meets her needs, whatever was stopped; the reading is logged',
        params: ReferralPath,
        response: { 200: MeetingSheet },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(
        context,
        request,
        'referral.meeting_sheet',
      )
      return showMeetingSheet(context, actor, referral)
    },
  )
}
