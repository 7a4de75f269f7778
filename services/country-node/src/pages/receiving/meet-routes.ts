import { type Form, readForm, refuseField, sendPage, showForm } from '@causeway/page-kit'
import { MatchCard } from '@causeway/schemas/api'
import { ArrivalKind, WordsOutcome } from '@causeway/schemas/codes'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { confirmInCare } from '../../care/confirm-in-care.ts'
import { arrive } from '../../journey/arrive.ts'
import { matchCard } from '../../journey/match-card.ts'
import { reportMissed } from '../../journey/report-missed.ts'
import { isPermitted } from '../../staff/decide.ts'
import { moveOnce } from '../act-once.ts'
import { ClockTime, secondsAt } from '../clock-time.ts'
import { faultsIn, valuesIn } from '../form-faults.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { headOf } from './head-of.ts'
import { meetView, sheetView } from './meet-view.ts'
import { receivedReferral, schema } from './received-referral.ts'
import { sheetModel } from './sheet-model.ts'

/** Digits are typed on a telephone, perhaps with spaces. */
const Pin = z.preprocess(
  (value) => (typeof value === 'string' ? value.replace(/\s/g, '') : value),
  z.string().regex(/^\d{4}$/),
)
export const MetForm = z
  .strictObject({
    met_kind: ArrivalKind,
    met_words: WordsOutcome,
    pin: Pin.optional(),
    in_care_now: z.literal('yes').optional(),
    feedback: z.enum(['outcome', 'none']).optional(),
    phoned_in: z.literal('yes').optional(),
    happened_at: ClockTime.optional(),
  })
  .superRefine(({ met_words, pin, in_care_now, feedback }, context) => {
    if (met_words === 'matched' && pin === undefined) refuseField(context, 'pin', 'required')
    if (in_care_now && feedback === undefined) refuseField(context, 'feedback', 'required')
  })
export const MissedForm = z.strictObject({ searched: z.literal('yes') })
const CardForm = z.strictObject({ card_code: MatchCard.shape.code })

const fieldOf = {
  'meeting-answer-wrong': 'pin',
  'meeting-tries-used': 'pin',
  words: 'met_words',
  kind: 'met_kind',
  when: 'happened_at',
}

/**
 * The page for whoever stands there and waits. Neither answer asks for a second factor: a code that
 * does not come must not keep anybody from saying that she was met, or that she was not. Her worker,
 * who meets her in a safe place and speaks with her there, says with the same button that she is in
 * care: two moves, each once, of which the first stands whatever comes of the second.
 */
export const meetRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange } = site

  /** Where its forms lead, too: that is where they are shown again. */
  for (const place of ['meet', 'met', 'not-met']) {
    app.get(`/receiving/:id/${place}`, { schema }, (request, reply) =>
      show(site, request, reply, {}),
    )
  }

  app.post('/receiving/:id/met', { schema }, async (request, reply) => {
    const read = readForm(MetForm, request.body)
    if (!read.ok) return show(site, request, reply, { met: read.form })
    const { met_kind: kind, met_words: words, pin, in_care_now, feedback } = read.data
    const answer = words === 'matched' && pin !== undefined ? { pin } : {}
    const happened = happenedOf(read.data, site)
    const { id } = request.params
    try {
      await moveOnce(context, request, id, {
        key: read.key,
        action: 'journey.report',
        run: (actor, remember) =>
          arrive(context, exchange, actor, id, { ...happened, kind, words, ...answer }, remember),
      })
    } catch (error) {
      const faults = faultsIn(error, { fieldOf })
      if (!faults) throw error
      return show(site, request, reply, {
        met: { ...freshForm(valuesIn(request)), faults },
      })
    }
    if (!in_care_now || !feedback) return reply.redirect(`/receiving/${id}?done=met`, 303)
    await moveOnce(context, request, id, {
      key: `${read.key}.care`,
      action: 'care.confirm',
      run: (actor, remember) => {
        const said = { phoned_in: false, spoken_with_her: true as const, feedback }
        return confirmInCare(context, exchange, actor, id, said, remember)
      },
    })
    return reply.redirect(`/receiving/${id}?done=care`, 303)
  })

  app.get('/receiving/:id/sheet', { schema }, async (request, reply) => {
    const { actor, referral } = await receivedReferral(context, request, 'referral.meeting_sheet')
    const sheet = await sheetModel(context, actor, referral)
    const model = { head: await headOf(context, referral), sheet }
    const frame = frameOf(site, request, { kind: 'list', section: 'inbox' })
    return sendPage(reply, site.pages, { view: sheetView, model, frame })
  })

  app.get('/receiving/:id/card', { schema }, (request, reply) =>
    reply.redirect(`/receiving/${request.params.id}/meet`, 303),
  )
  app.post('/receiving/:id/card', { schema }, async (request, reply) => {
    const read = readForm(CardForm, request.body)
    if (!read.ok) return show(site, request, reply, { card: read.form })
    const found = await receivedReferral(context, request, 'referral.meeting_sheet')
    const { actor, referral } = found
    const { matches } = await matchCard(context, actor, referral, { code: read.data.card_code })
    if (matches) return reply.redirect(`/receiving/${referral.id}/meet?done=card_matches`, 303)
    const faults = [{ field: 'card_code', rule: 'another' }]
    return show(site, request, reply, { card: { ...showForm(read.key, read.data), faults } })
  })

  app.post('/receiving/:id/not-met', { schema }, async (request, reply) => {
    const read = readForm(MissedForm, request.body)
    if (!read.ok) return show(site, request, reply, { missed: read.form })
    const { id } = request.params
    await moveOnce(context, request, id, {
      key: read.key,
      action: 'journey.report',
      run: async (actor, remember) => {
        const { referral } = await receivedReferral(context, request, 'journey.report')
        const leg = referral.state.watch?.length ?? 1
        return reportMissed(context, exchange, actor, id, { leg }, remember)
      },
    })
    return reply.redirect(`/receiving/${id}?done=not-met`, 303)
  })
}

/** When she was met, where it is written down later than it happened; now, where it is not. */
const happenedOf = (
  { phoned_in, happened_at }: z.infer<typeof MetForm>,
  { settings }: PageSite,
) => ({
  phoned_in: phoned_in === 'yes',
  ...(happened_at === undefined ? {} : { when: secondsAt(happened_at, settings.timeZone) }),
})

async function show(
  site: PageSite,
  request: FastifyRequest,
  reply: FastifyReply,
  { met, missed, card }: { met?: Form; missed?: Form; card?: Form },
) {
  const { context, pages } = site
  const { actor, referral } = await receivedReferral(context, request, 'referral.meeting_sheet')
  const head = await headOf(context, referral)
  const model = {
    head,
    now: context.now().toISOString(),
    sheet: await sheetModel(context, actor, referral),
    sheetHref: `${head.href}/sheet`,
    met: met ?? freshForm({ met_kind: 'by_plan' }),
    missed: missed ?? freshForm(),
    card: card ?? freshForm(),
    mayCare: isPermitted(actor.role, 'care.confirm'),
  }
  const frame = frameOf(site, request, { kind: 'form', section: 'inbox' })
  const status = met || missed || card ? 422 : 200
  return sendPage(reply, pages, { view: meetView, model, frame, status })
}
