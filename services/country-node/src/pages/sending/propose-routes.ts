import { type Form, readForm, showForm } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { seconds } from '../../context.ts'
import { proposePlan } from '../../journey/propose-plan.ts'
import { viewPlan } from '../../journey/view-plan.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import { moveOnce } from '../act-once.ts'
import { faultsIn, valuesIn } from '../form-faults.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { halfFields, halfOf, valuesOfHalf } from './plan-form.ts'
import {
  legFields,
  meetingFields,
  openLegs,
  ProposeForm,
  planOf,
  proposeFieldOf,
  valuesOfPlan,
} from './propose-form.ts'
import { BASE, doneAt, schema, sentOf, show } from './sent-page.ts'
import { proposeView } from './sent-views.ts'

/** New times, a longer way, or a first plan: the sender proposes it and signs first. */
export const proposeRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange, settings } = site
  const { timeZone } = settings

  /** What was planned so far, if anything was. */
  const known = async (id: RandomId) => {
    try {
      const { proposed, signed } = await viewPlan(context, id)
      return { signed, plan: (proposed ?? signed)?.plan }
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') return {}
      throw error
    }
  }

  const showProposal = async (request: FastifyRequest, reply: FastifyReply, again?: Form) => {
    const { actor, head, referral } = await sentOf(site, request, 'plan.sign')
    const { signed, plan } = await known(referral.id)
    if (plan) await auditReading(context, actor, 'plan.read', referral.id)
    const form =
      again ??
      freshForm({
        first_on_call: actor.name,
        ...valuesOfPlan(plan, timeZone),
        ...valuesOfHalf(signed, plan, { timeZone }),
      })
    const open = openLegs(form.values)
    const model = { head, form, legs: legFields, open, meeting: meetingFields, half: halfFields }
    return show(site, request, reply, { view: proposeView, model, form })
  }

  app.get(`${BASE}/propose`, { schema }, (request, reply) => showProposal(request, reply))

  app.post(`${BASE}/propose`, { schema }, async (request, reply) => {
    const read = readForm(ProposeForm, request.body)
    if (!read.ok) return showProposal(request, reply, read.form)
    const { id } = request.params
    try {
      await moveOnce(context, request, id, {
        key: read.key,
        action: 'plan.sign',
        run: async (actor, remember) => {
          const { plan: before } = await known(id)
          const plan = planOf(read.data, { timeZone, before })
          const now = seconds(context.now)
          const half = halfOf(read.data, { now, legs: plan.legs.length, timeZone })
          return proposePlan(context, exchange, actor, id, { plan, ...half }, remember)
        },
      })
    } catch (error) {
      const faults = faultsIn(error, { fieldOf: proposeFieldOf })
      if (!faults) throw error
      return showProposal(request, reply, { ...showForm(read.key, valuesIn(request)), faults })
    }
    return doneAt(reply, id, 'propose')
  })
}
