import {
  AuditCheckBegun,
  AuditCheckList,
  AuditPage,
  AuditQuery,
  AuditVerification,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sendReply } from '../api/send-reply.ts'
import type { NodeContext } from '../context.ts'
import { runOnce } from '../referrals/run-move.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import type { AuditChecker } from './audit-checker.ts'
import { beginCheck } from './begin-check.ts'

import { readAudit } from './read-audit.ts'
import { verifyAudit } from './verify-audit.ts'
import { viewChecks } from './view-checks.ts'

const tags = ['Audit']

/** Who did what, and whether the record of it still holds. */
export const auditRoutes: FastifyPluginAsyncZod<{
  context: NodeContext
  checker: AuditChecker
}> = async (app, { context, checker }) => {
  app.get(
    '/audit/verification',
    {
      schema: {
        tags,
        summary: 'Check that no entry of the audit was changed, removed or put in',
        response: { 200: AuditVerification },
      },
    },
    async (request) => {
      decide(actorOf(request), 'audit.verify')
      const { entries, head, brokenAt } = await verifyAudit(context.db)
      return { entries, head, ...(brokenAt === undefined ? {} : { broken_at: brokenAt }) }
    },
  )

  app.post(
    '/audit/checks',
    {
      schema: {
        tags,
        summary: 'Begin the same check without waiting for it; one runs at a time',
        response: { 202: AuditCheckBegun },
      },
    },
    async (request, reply) =>
      sendReply(
        reply,
        await runOnce(context, request, 'audit.verify', async (actor, remember) => ({
          status: 202,
          body: await beginCheck(context, checker, actor, remember),
        })),
      ),
  )

  app.get(
    '/audit/checks',
    {
      schema: {
        tags,
        summary: 'Follow the checks of the audit: how far, how fast, and what they found',
        response: { 200: AuditCheckList },
      },
    },
    async (request) => {
      decide(actorOf(request), 'audit.verify')
      return { checks: await viewChecks(context) }
    },
  )

  app.get(
    '/audit/entries',
    {
      schema: {
        tags,
        summary: 'Read who did what, newest first: no case content; the reading is logged',
        querystring: AuditQuery,
        response: { 200: AuditPage },
      },
    },
    async (request) => {
      const { referral, person, worker, ...rest } = request.query
      return readAudit(context, actorOf(request), {
        ...rest,
        referrals: referral && [referral],
        people: person && [person],
        workers: worker && [worker],
      })
    },
  )
}
