import { type Form, readForm, showForm } from '@causeway/page-kit'
import { qrCode } from '@causeway/page-kit/pictures'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { seconds } from '../../context.ts'
import { confirmPlan } from '../../journey/confirm-plan.ts'
import { showCard } from '../../journey/show-card.ts'
import { viewPlan } from '../../journey/view-plan.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import { requireReadable } from '../../withdrawals/restricted.ts'
import { moveOnce } from '../act-once.ts'
import { arrivalIn } from '../arrival-clock.ts'
import { faultsIn, valuesIn } from '../form-faults.ts'
import { freshForm } from '../fresh-form.ts'
import { pagesIn } from '../languages.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import { cardWords } from './card-words.ts'
import { halfFieldOf, halfFields, halfOf, PlanForm, valuesOfHalf } from './plan-form.ts'
import { BASE, doneAt, schema, sentOf, show } from './sent-page.ts'
import { cardView, planView } from './sent-views.ts'

/** The plan of her journey: reading it, signing what they propose, and the card that she carries. */
export const planRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange, pages, settings } = site
  const { timeZone } = settings

  const showPlan = async (request: FastifyRequest, reply: FastifyReply, again?: Form) => {
    const { actor, head, reader, referral } = await sentOf(site, request, 'plan.read')
    if (referral.state.meeting !== 'open') await requireReadable(context.db, referral)
    const { proposed, signed } = await viewPlan(context, referral.id)
    await auditReading(context, actor, 'plan.read', referral.id)
    const shown = proposed ?? signed
    if (!shown) throw new Problem('not-found')
    const { moment } = pages.formats(reader.language)
    const values = {
      first_on_call: actor.name,
      ...valuesOfHalf(signed, shown.plan, { timeZone }),
    }
    const form = again ?? freshForm(values)
    const model = {
      head,
      form,
      plan: shown.plan,
      times: shown.plan.legs.map(({ departs_at, due_at }) => ({
        departs: moment(momentOf(departs_at)),
        due: moment(momentOf(due_at)),
      })),
      signed: { us: shown.sender !== undefined, them: shown.receiver !== undefined },
      fields: halfFields,
      hash: proposed && !proposed.sender ? proposed.hash : undefined,
    }
    return show(site, request, reply, { view: planView, model, form })
  }
  app.get(`${BASE}/plan`, { schema }, (request, reply) => showPlan(request, reply))
  app.post(`${BASE}/plan`, { schema }, async (request, reply) => {
    const read = readForm(PlanForm, request.body)
    if (!read.ok) return showPlan(request, reply, read.form)
    const { id } = request.params
    const { hash, ...said } = read.data
    try {
      await moveOnce(context, request, id, {
        key: read.key,
        action: 'plan.sign',
        run: async (actor, remember) => {
          const { proposed } = await viewPlan(context, id)
          const legs = proposed?.plan.legs.length ?? 1
          const half = halfOf(said, { now: seconds(context.now), legs, timeZone })
          return confirmPlan(context, exchange, actor, id, { ...half, hash }, remember)
        },
      })
    } catch (error) {
      const faults = faultsIn(error, { fieldOf: halfFieldOf })
      if (!faults) throw error
      return showPlan(request, reply, { ...showForm(read.key, valuesIn(request)), faults })
    }
    return doneAt(reply, id, 'plan', '/card')
  })

  app.get(`${BASE}/card`, { schema }, async (request, reply) => {
    const { actor, head, referral } = await sentOf(site, request, 'referral.card')
    const card = await showCard(context, actor, referral)
    const language = pagesIn[card.language]
    const translate = pages.translate(language)
    const model = {
      head,
      card,
      at: arrivalIn(language, card.at, {
        directory: context.directory,
        receiver: referral.peer_org,
        ownZone: site.settings.timeZone,
      }),
      lang: language,
      says: cardWords(translate),
      code: qrCode(card.code, translate('paper.card.code')),
    }
    return show(site, request, reply, { view: cardView, model })
  })
}
