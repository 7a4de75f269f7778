import { type Form, readForm, sendPage } from '@causeway/page-kit'
import { AlarmListQuery, AlarmOutcome, AlarmPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { acknowledgeAlarm } from '../../alarms/acknowledge-alarm.ts'
import { findAlarm, listRungs } from '../../alarms/alarm-queries.ts'
import { endAlarm } from '../../alarms/end-alarm.ts'
import { pageOfAlarms } from '../../alarms/page-of-alarms.ts'
import { viewAlarm } from '../../alarms/view-alarm.ts'
import { actorOf } from '../../staff/actor.ts'
import { decide, isPermitted, seesWholeNode } from '../../staff/decide.ts'
import { actOnce } from '../act-once.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { ALARMS, alarmOf, lineOf, outcomesOf } from './alarm-line.ts'
import { alarmsView, alarmView } from './alarm-views.ts'

type OfAlarm = FastifyRequest & { params: AlarmPath }
const schema = { hide: true, params: AlarmPath }

const TakeForm = z.strictObject({})
const EndForm = z.strictObject({ alarm_outcome: AlarmOutcome })

const SHOWN = 30

/** Where in the list a page begins: at the beginning where an address says no place. */
const From = z.object({ after: AlarmListQuery.shape.after.catch(undefined) })

/** What somebody has to look at, at any hour and on a telephone: no second factor is asked for. */
export const alarmPageRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages } = site

  app.get(ALARMS, { schema: { hide: true } }, async (request, reply) => {
    const actor = actorOf(request)
    decide(actor, 'alarm.list')
    const seesAll = seesWholeNode(actor.role, 'alarm.list')
    const { after } = From.parse(request.query ?? {})
    const query = AlarmListQuery.parse({ limit: SHOWN, ...(after ? { after } : {}) })
    const { alarms, next } = await pageOfAlarms(context.db, seesAll ? undefined : actor.org, query)
    const lines = alarms.map((alarm) => lineOf(site, alarm, seesAll))
    const model = {
      now: context.now().toISOString(),
      open: lines.filter(({ status }) => status !== 'ended'),
      ended: lines.filter(({ status }) => status === 'ended'),
      ...(next ? { olderHref: `${ALARMS}?after=${next}` } : {}),
    }
    const frame = frameOf(site, request, { kind: 'list', section: 'alarms', isLive: true })
    return sendPage(reply, pages, { view: alarmsView, model, frame })
  })

  app.get(`${ALARMS}/:id`, { schema }, (request, reply) => show(site, request, reply))

  app.post(`${ALARMS}/:id/take`, { schema }, async (request, reply) => {
    const read = readForm(TakeForm, request.body)
    if (!read.ok) throw new Problem('request-malformed')
    const { id } = request.params
    await actOnce(context, request, {
      key: read.key,
      action: 'alarm.acknowledge',
      run: async (actor, remember) => ({
        status: 200,
        body: await acknowledgeAlarm(context, actor, id, remember),
      }),
    })
    return reply.redirect(`${ALARMS}/${id}?done=alarm_taken`, 303)
  })

  app.post(`${ALARMS}/:id`, { schema }, async (request, reply) => {
    const read = readForm(EndForm, request.body)
    if (!read.ok) return show(site, request, reply, read.form)
    const { id } = request.params
    const outcome = read.data.alarm_outcome
    await actOnce(context, request, {
      key: read.key,
      action: 'alarm.end',
      run: async (actor, remember) => ({
        status: 200,
        body: await endAlarm(context, actor, id, { outcome }, remember),
      }),
    })
    return reply.redirect(`${ALARMS}?done=alarm_ended`, 303)
  })
}

/** Throws `Problem('not-found')` for an alarm of another organisation, as for one that is none. */
async function show(site: PageSite, request: OfAlarm, reply: FastifyReply, form?: Form) {
  const { context, pages } = site
  const actor = actorOf(request)
  decide(actor, 'alarm.list')
  const found = await findAlarm(context.db, request.params.id)
  if (!found) throw new Problem('not-found')
  decide(actor, 'alarm.list', found)
  const may = (action: Parameters<typeof isPermitted>[1]) => isPermitted(actor.role, action)
  const { referral_id, side, kind } = found
  const alarm = viewAlarm(found, await listRungs(context.db, [found.id]))
  const isOpen = alarm.status !== 'ended'
  const model = {
    now: context.now().toISOString(),
    alarm: alarmOf(site, alarm, seesWholeNode(actor.role, 'alarm.list')),
    outcomes: outcomesOf[kind],
    ...(may('referral.read') ? { handoverHref: handoverHref(side, referral_id) } : {}),
    ...(alarm.status === 'open' ? { take: freshForm() } : {}),
    ...(isOpen && may('alarm.end') ? { form: form ?? freshForm() } : {}),
  }
  const frame = frameOf(site, request, { kind: 'form', section: 'alarms' })
  return sendPage(reply, pages, { view: alarmView, model, frame, status: form ? 422 : 200 })
}
