import {
  CloseReferral,
  ConfirmInCare,
  FollowUpList,
  FollowUpRecorded,
  FollowUpsDue,
  RecordFollowUp,
  ReferralPath,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sendReply } from '../api/send-reply.ts'
import { getReferral } from '../referrals/get-referral.ts'
import { permittedReferral } from '../referrals/permitted-referral.ts'
import { type MoveRoutesOptions, moved, runMove, runOnce } from '../referrals/run-move.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { closeReferral } from './close-referral.ts'
import { confirmInCare } from './confirm-in-care.ts'
import { listFollowUpsDue } from './follow-up-queries.ts'
import { readFollowUps } from './read-follow-ups.ts'
import { recordFollowUp } from './record-follow-up.ts'

const tags = ['Care']

/** From the moment she is in care to the end of the referral. */
export const careRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.post(
    '/referrals/:id/in-care',
    {
      schema: {
        ...moved,
        tags,
        summary: 'Confirm the handoff after speaking with her; the lead passes here',
        body: ConfirmInCare,
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'care.confirm', (actor, id, remember) =>
        confirmInCare(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/close',
    {
      schema: { ...moved, tags, summary: 'End a referral, with how it ended', body: CloseReferral },
    },
    (request, reply) =>
      runMove(context, request, reply, 'care.close', (actor, id, remember) =>
        closeReferral(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/follow-ups',
    {
      schema: {
        tags,
        summary: 'Record that somebody asked after her; it stays here',
        params: ReferralPath,
        body: RecordFollowUp,
        response: { 200: FollowUpRecorded },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const done = await runOnce(context, request, 'follow_up.record', async (actor, remember) => {
        decide(actor, 'follow_up.record', await getReferral(context, id))
        return recordFollowUp(context, actor, id, request.body, remember)
      })
      return sendReply(reply, done)
    },
  )

  app.get(
    '/referrals/:id/follow-ups',
    {
      schema: {
        tags,
        summary: 'Read when to ask after her, and what was noted; the reading is logged',
        params: ReferralPath,
        response: { 200: FollowUpList },
      },
    },
    async (request) => {
      const { actor, referral } = await permittedReferral(context, request, 'follow_up.read')
      return readFollowUps(context, actor, referral.id)
    },
  )

  app.get(
    '/follow-ups/due',
    {
      schema: {
        tags,
        summary: 'List whom to ask after now, longest due first',
        response: { 200: FollowUpsDue },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      decide(actor, 'follow_up.list')
      const rows = await listFollowUpsDue(context.db, actor.org, context.now())
      return { due: rows.map((row) => ({ ...row, due_at: row.due_at.toISOString() })) }
    },
  )
}
