import { Pause, Resume } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type MoveRoutesOptions, moved, runMove } from '../referrals/run-move.ts'
import { confirmRecall } from './confirm-recall.ts'
import { pauseReferral } from './pause-referral.ts'
import { recallReferral } from './recall-referral.ts'
import { resumeReferral } from './resume-referral.ts'

/** What halts a referral, or takes it back. */
export const stopRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.post(
    '/referrals/:id/pause',
    { schema: { ...moved, summary: 'Halt a referral; where it stands stays', body: Pause } },
    (request, reply) =>
      runMove(context, request, reply, 'referral.pause', (actor, id, remember) =>
        pauseReferral(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/resume',
    { schema: { ...moved, summary: 'Let a halted referral go on', body: Resume } },
    (request, reply) =>
      runMove(context, request, reply, 'referral.resume', (actor, id, remember) =>
        resumeReferral(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/recall',
    { schema: { ...moved, summary: 'Take an offer back, or ask for what was accepted' } },
    (request, reply) =>
      runMove(context, request, reply, 'referral.recall', (actor, id, remember) =>
        recallReferral(context, exchange, actor, id, remember),
      ),
  )

  app.post(
    '/referrals/:id/recall/confirm',
    { schema: { ...moved, summary: 'Agree that an accepted referral is taken back' } },
    (request, reply) =>
      runMove(context, request, reply, 'referral.confirm_recall', (actor, id, remember) =>
        confirmRecall(context, exchange, actor, id, remember),
      ),
  )
}
