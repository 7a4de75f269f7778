import { Urgency } from '@causeway/schemas/codes'
import { offerItems } from '@causeway/schemas/record'
import type { NodeContext } from '../../context.ts'
import { viewDeadlines } from '../../deadlines/view-deadlines.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import { readOffer } from '../../referrals/read-bodies.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { takeSnapshot } from '../../referrals/snapshot.ts'
import { isPermitted } from '../../staff/decide.ts'
import { isRestricted, restrictedInReferral } from '../../withdrawals/restricted.ts'
import { freshForm } from '../fresh-form.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import { whyNot } from '../why-not.ts'
import { closedBecause } from './closed-because.ts'
import { headOf } from './head-of.ts'
import type { Reader } from './reader.ts'
import { sayItem } from './say-item.ts'
import { standingModel } from './standing-model.ts'
import { stepsOf } from './steps-of.ts'
import { threadModel } from './thread-model.ts'

const standingOf = async (context: NodeContext, { id }: Referral) =>
  standingModel(context, await takeSnapshot(context.db, context.nodeId, id))

async function dueOf(context: NodeContext, { id }: Referral): Promise<{ due?: string }> {
  const { answer_by } = await viewDeadlines(context.db, id)
  return answer_by === undefined ? {} : { due: momentOf(answer_by) }
}

/** An offer that nobody has opened: need and time, and who may open it. */
export async function unopenedModel(
  { context }: PageSite,
  { actor, translate }: Reader,
  referral: DecidableReferral,
) {
  const head = await headOf(context, referral)
  const why = whyNot(actor, 'referral.open', referral)
  return {
    head,
    form: freshForm(),
    urgency: Urgency.parse(referral.urgency),
    ...(await dueOf(context, referral)),
    standing: await standingOf(context, referral),
    step: {
      name: 'open',
      ...(why ? closedBecause(why, 'referral.open', translate) : { href: `${head.href}/open` }),
    },
  }
}

/** Whether somebody weighs it now, may read it, and may use what it says. */
export async function isOfferOpen(
  { context }: PageSite,
  { actor: { role } }: Reader,
  referral: Referral,
): Promise<boolean> {
  if (referral.status !== 'under_review' || !isPermitted(role, 'referral.read_offer')) return false
  const restricted = await restrictedInReferral(context.db, referral.id)
  return !offerItems.some((code) => isRestricted(restricted, code))
}

/** What an offer says, and nothing else is known. The reading is audited. */
export async function summaryModel(
  { context }: PageSite,
  reader: Reader,
  referral: DecidableReferral,
) {
  const { actor, language, translate } = reader
  const offer = await readOffer(context, referral)
  await auditReading(context, actor, 'offer.read', referral.id)
  const head = await headOf(context, referral)
  const person = offerItems.flatMap((code) => {
    const v = offer.person[code]
    if (v === undefined) return []
    const { name, text } = sayItem(translate, language, { code, v, lang: 'eng' })
    return [{ name, text }]
  })
  const circumstances = { hasPacket: false, isPlanTheirs: false, isUndoable: false, legs: 1 }
  return {
    head,
    now: context.now().toISOString(),
    ...(await dueOf(context, referral)),
    urgency: offer.urgency,
    services: offer.services,
    ...(offer.arrival_week ? { arrivalWeek: offer.arrival_week } : {}),
    person,
    groups: offer.agreed_groups,
    questions: await threadModel(context, reader, referral),
    standing: await standingOf(context, referral),
    ...stepsOf(reader, referral, circumstances, head.href),
  }
}
