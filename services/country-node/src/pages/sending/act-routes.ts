import { type Form, readForm, showForm } from '@causeway/page-kit'
import type { ReferralPath } from '@causeway/schemas/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { moveOnce } from '../act-once.ts'
import { faultsIn, valuesIn } from '../form-faults.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { type Handover, readHandover } from './handover.ts'
import { actOf, SentActName } from './sent-acts.ts'
import { BASE, doneAt, schema, sentOf, show } from './sent-page.ts'
import { actView } from './sent-views.ts'

/** One page for each act, all of them alike: what it asks, and doing it once. */
export const actRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context } = site

  for (const name of SentActName.options) {
    const { action, form: asks, fields, values, fieldOf, run } = actOf(name)

    const showAct = async (request: FastifyRequest, reply: FastifyReply, again?: Form) => {
      const { head, reader, referral } = await sentOf(site, request, action)
      const it = await readHandover(context, referral.id)
      const form = again ?? freshForm(values?.(it))
      const shown = await fields(it, reader)
      const model = { head, form, act: name, fields: shown, leg: legOf(it, form) }
      return show(site, request, reply, { view: actView, model, form })
    }

    app.get(`${BASE}/${name}`, { schema }, (request, reply) => showAct(request, reply))

    app.post(`${BASE}/${name}`, { schema }, async (request, reply) => {
      const read = readForm(asks, request.body)
      if (!read.ok) {
        await sentOf(site, request, action)
        return showAct(request, reply, read.form)
      }
      const { id } = request.params as ReferralPath
      const { key, data } = read
      try {
        await moveOnce(context, request, id, {
          key,
          action,
          run: (actor, remember) => run({ site, actor, id, data, remember }),
        })
      } catch (error) {
        const faults = faultsIn(error, { fieldOf })
        if (!faults) throw error
        return showAct(request, reply, { ...showForm(key, valuesIn(request)), faults })
      }
      return doneAt(reply, id, name)
    })
  }
}

/** Of a way with one leg nobody needs to be told which. */
const legOf = ({ legs }: Handover, { values }: Form) =>
  values.leg !== undefined && legs > 1
    ? { number: String(values.leg), of: String(legs) }
    : undefined
