import { AuditVerification } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { verifyAudit } from './verify-audit.ts'

export const auditRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/audit/verification',
    {
      schema: {
        tags: ['Audit'],
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
}
