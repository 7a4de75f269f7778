import { AlarmChanged, AlarmList, AlarmListQuery, AlarmPath, EndAlarm } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sendReply } from '../api/send-reply.ts'
import type { NodeContext } from '../context.ts'
import { runOnce } from '../referrals/run-move.ts'
import { actorOf } from '../staff/actor.ts'
import { decide, seesWholeNode } from '../staff/decide.ts'
import { acknowledgeAlarm } from './acknowledge-alarm.ts'
import { endAlarm } from './end-alarm.ts'
import { pageOfAlarms } from './page-of-alarms.ts'

const tags = ['Alarms']
const changed = { tags, params: AlarmPath, response: { 200: AlarmChanged } }

/** What waits for somebody, at any hour. */
export const alarmRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/alarms',
    {
      schema: {
        tags,
        summary: 'List alarms, those that are not ended first; nothing in them names a person',
        querystring: AlarmListQuery,
        response: { 200: AlarmList },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      decide(actor, 'alarm.list')
      const org = seesWholeNode(actor.role, 'alarm.list') ? undefined : actor.org
      return pageOfAlarms(context.db, org, request.query)
    },
  )

  app.post(
    '/alarms/:id/acknowledge',
    { schema: { ...changed, summary: 'Take an alarm on: nobody further is told' } },
    async (request, reply) =>
      sendReply(
        reply,
        await runOnce(context, request, 'alarm.acknowledge', async (actor, remember) => ({
          status: 200,
          body: await acknowledgeAlarm(context, actor, request.params.id, remember),
        })),
      ),
  )

  app.post(
    '/alarms/:id/end',
    { schema: { ...changed, summary: 'Say what came of an alarm', body: EndAlarm } },
    async (request, reply) =>
      sendReply(
        reply,
        await runOnce(context, request, 'alarm.end', async (actor, remember) => ({
          status: 200,
          body: await endAlarm(context, actor, request.params.id, request.body, remember),
        })),
      ),
  )
}
