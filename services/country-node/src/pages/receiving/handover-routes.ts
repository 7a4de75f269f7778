import { randomUUID } from 'node:crypto'
import { readForm, sendPage, showForm } from '@causeway/page-kit'
import { offerItems } from '@causeway/schemas/record'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { viewDeadlines } from '../../deadlines/view-deadlines.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import { openReferral } from '../../referrals/open-referral.ts'
import { hasPacket, readOffer } from '../../referrals/read-bodies.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { showPacket } from '../../referrals/show-packet.ts'
import { requireStepUp } from '../../sign-in/require-session.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { decide, isPermitted } from '../../staff/decide.ts'
import { isRestricted, restrictedInReferral } from '../../withdrawals/restricted.ts'
import { moveOnce } from '../act-once.ts'
import { frameOf } from '../frame/frame-of.ts'
import { languageOf } from '../frame/language-cookie.ts'
import { handoverHref } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import { packetModel, questionsModel, type Reader } from './handover-model.ts'
import { headOf } from './head-of.ts'
import { receivedReferral, schema } from './received-referral.ts'
import { handoverView, storyView, summaryView, unopenedView } from './receiving-views.ts'
import { sayItem } from './say-item.ts'
import { stepsOf } from './steps-of.ts'

const Nothing = z.strictObject({})

/** One received handover, as it is shown where it stands now. */
export const handoverRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, exchange, pages } = site

  app.get('/receiving/:id', { schema }, async (request, reply) => {
    const { actor, referral } = await receivedReferral(context, request, 'referral.read')
    const language = languageOf(site, request)
    const reader = { actor, language, translate: pages.translate(language) }
    const frame = frameOf(site, request, { kind: 'list', section: 'inbox' })
    if (referral.status === 'offered') {
      const model = await unopenedModel(site, referral)
      return sendPage(reply, pages, { view: unopenedView, model, frame })
    }
    if (await isOfferOpen(site, actor, referral)) {
      const model = await summaryModel(site, reader, referral)
      return sendPage(reply, pages, { view: summaryView, model, frame })
    }
    const model = await handoverModel(site, reader, referral)
    return sendPage(reply, pages, { view: handoverView, model, frame })
  })

  app.post('/receiving/:id/open', { schema }, async (request, reply) => {
    const { id } = request.params
    const read = readForm(Nothing, request.body)
    const key = read.ok ? read.key : ''
    await moveOnce(context, request, id, {
      key,
      action: 'referral.open',
      run: (actor, remember) => openReferral(context, exchange, actor, id, remember),
    })
    return reply.redirect(handoverHref('receiver', id), 303)
  })

  const preHandler = requireStepUp(site.signIn)
  app.get('/receiving/:id/story', { schema, preHandler }, async (request, reply) => {
    const { actor, referral } = await receivedReferral(context, request, 'referral.read_packet')
    const { items } = await showPacket(context, actor, referral, { group: 'narrative' })
    const language = languageOf(site, request)
    const translate = pages.translate(language)
    const model = {
      head: await headOf(context, referral),
      items: items.map((item) => sayItem(translate, language, item)),
    }
    const frame = frameOf(site, request, { kind: 'list', section: 'inbox' })
    return sendPage(reply, pages, { view: storyView, model, frame })
  })
}

/** Whether somebody weighs it now, may read it, and may use what it says. */
async function isOfferOpen({ context }: PageSite, { role }: StaffActor, referral: Referral) {
  if (referral.status !== 'under_review' || !isPermitted(role, 'referral.read_offer')) return false
  const restricted = await restrictedInReferral(context.db, referral.id)
  return !offerItems.some((code) => isRestricted(restricted, code))
}

async function dueOf({ context }: PageSite, { id }: Referral): Promise<{ due?: string }> {
  const { answer_by } = await viewDeadlines(context.db, id)
  return answer_by === undefined ? {} : { due: momentOf(answer_by) }
}

const unopenedModel = async (site: PageSite, referral: Referral) => ({
  head: await headOf(site.context, referral),
  form: showForm(randomUUID()),
  urgency: referral.urgency,
  ...(await dueOf(site, referral)),
})

/** What an offer says, and nothing else is known. The reading is audited. */
async function summaryModel(site: PageSite, reader: Reader, referral: Referral) {
  const { context } = site
  const { actor, language, translate } = reader
  const offer = await readOffer(context, referral)
  await auditReading(context, actor, 'offer.read', referral.id)
  const head = await headOf(context, referral)
  const person = offerItems.flatMap((code) => {
    const v = offer.person[code]
    return v === undefined ? [] : [sayItem(translate, language, { code, v, lang: 'eng' })]
  })
  return {
    head,
    ...(await dueOf(site, referral)),
    urgency: offer.urgency,
    services: offer.services,
    ...(offer.arrival_week ? { arrivalWeek: offer.arrival_week } : {}),
    person: person.map(({ name, text }) => ({ name, text })),
    groups: offer.agreed_groups,
    questions: await questionsModel(context, actor, referral),
    steps: stepsOf(referral.status, actor.role, head.href),
  }
}

async function handoverModel(site: PageSite, reader: Reader, referral: DecidableReferral) {
  const { context } = site
  const { actor } = reader
  const head = await headOf(context, referral)
  const isThere = await hasPacket(context.db, referral.id)
  const isReadable =
    isThere &&
    referral.state.disclosure === 'open' &&
    mayRead(actor, referral) &&
    (await restrictedInReferral(context.db, referral.id)) !== 'all'
  return {
    head,
    now: context.now().toISOString(),
    isWaitingForPacket: referral.status === 'accepted' && !isThere,
    isPlanProposed: referral.status === 'accepted' && (await isProposed(site, referral)),
    ...(isReadable ? { packet: await packetModel(context, reader, referral) } : {}),
    questions: await questionsModel(context, actor, referral),
    steps: stepsOf(referral.status, actor.role, head.href),
  }
}

/** Who looks after her reads it; for colleagues the page says the rest. */
function mayRead(actor: StaffActor, referral: DecidableReferral): boolean {
  try {
    decide(actor, 'referral.read_packet', referral)
    return true
  } catch {
    return false
  }
}

async function isProposed({ context }: PageSite, { id, state }: Referral): Promise<boolean> {
  const signed = await context.db
    .selectFrom('signed_plan')
    .innerJoin('referral_event', 'referral_event.identity', 'signed_plan.event_identity')
    .select('event_identity')
    .where('signed_plan.referral_id', '=', id)
    .where('referral_event.node', '=', context.nodeId)
    .limit(1)
    .executeTakeFirst()
  return signed !== undefined && state.plan === 0
}
