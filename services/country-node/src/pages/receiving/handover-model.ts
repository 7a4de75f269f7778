import { Problem } from '@causeway/schemas/problems'
import { type Category, categoryOf, type RecordItem } from '@causeway/schemas/record'
import { type NodeContext, seconds } from '../../context.ts'
import { requireTraining } from '../../people/closed-items.ts'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import { hasPacket } from '../../referrals/read-bodies.ts'
import { showPacket } from '../../referrals/show-packet.ts'
import { takeSnapshot } from '../../referrals/snapshot.ts'
import { readToldInReferral } from '../../telling/read-told.ts'
import { restrictedInReferral } from '../../withdrawals/restricted.ts'
import { handoverHref } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import { whyNot } from '../why-not.ts'
import { closedBecause } from './closed-because.ts'
import { headOf } from './head-of.ts'
import { readPlans, shownPlan } from './plan-model.ts'
import type { Reader } from './reader.ts'
import { sayItem } from './say-item.ts'
import type { Step } from './shown-parts.ts'
import { standingModel } from './standing-model.ts'
import { stepsOf } from './steps-of.ts'
import { threadModel } from './thread-model.ts'
import { toldTogether } from './told-together.ts'

/** All of a handover after acceptance, as far as this reader may see it. Readings are audited. */
export async function handoverModel(
  { context, settings }: PageSite,
  reader: Reader,
  referral: DecidableReferral,
) {
  const { actor } = reader
  const { id, status, state } = referral
  const head = await headOf(context, referral)
  const standing = await standingModel(context, await takeSnapshot(context.db, context.nodeId, id))
  const isHere = await hasPacket(context.db, id)
  const isUsable = (await restrictedInReferral(context.db, id)) !== 'all'
  const isOpen = state.disclosure === 'open' && isUsable
  const isForReader = whyNot(actor, 'referral.read_packet', referral) === undefined
  const mayPlan = (isOpen || state.meeting === 'open') && !whyNot(actor, 'plan.read', referral)
  const plans = mayPlan ? await readPlans(context, actor, referral) : []
  const isPlanTheirs = plans.some(({ sender, receiver }) => sender && !receiver)
  const isPlanOurs = plans.some(({ sender, receiver }) => receiver && !sender)
  const circumstances = {
    hasPacket: isHere,
    isPlanTheirs,
    isPlanOurs,
    legs: plans[0]?.plan.legs.length ?? 1,
    isUndoable: standing.takenBack.some(
      ({ isUndone, undoUntil }) => !isUndone && undoUntil > context.now().toISOString(),
    ),
    hasWindow: settings.windowOrigin !== undefined && referral.person_id !== null,
  }
  const isShown = isHere && isOpen && isForReader
  return {
    head,
    now: context.now().toISOString(),
    standing,
    packetIs: packetIs(status, { isHere, isOpen, isShown }),
    ...(isShown ? { packet: await packetModel(context, reader, referral) } : {}),
    plans: plans.map(shownPlan),
    ...stepsOf(reader, referral, circumstances, head.href),
    questions: await threadModel(context, reader, referral),
  }
}

/** What is said where nothing of her is shown. */
function packetIs(
  status: DecidableReferral['status'],
  { isHere, isOpen, isShown }: { isHere: boolean; isOpen: boolean; isShown: boolean },
): 'shown' | 'closed' | 'for_others' | 'awaited' | 'none' {
  if (isShown) return 'shown'
  if (!isOpen) return 'closed'
  if (isHere) return 'for_others'
  return status === 'accepted' ? 'awaited' : 'none'
}

/** What came after acceptance, but for her story. The reading is audited. */
async function packetModel(context: NodeContext, reader: Reader, referral: DecidableReferral) {
  const { actor, language, translate } = reader
  const { items, withheld } = await showPacket(context, actor, referral, {})
  const told = await readToldInReferral(context, actor, referral)
  const nameOf = (code: string) => translate(`item.${code}`)
  const isStory = (code: RecordItem['code']) => categoryOf(code) === 'narrative'
  const shown = items.filter(({ code }) => !isStory(code))
  const inGroup = (category: Category) =>
    shown
      .filter(({ code }) => categoryOf(code) === category)
      .map((item) => sayItem(translate, language, item))
  const categories = [...new Set(shown.map(({ code }) => categoryOf(code)))]
  return {
    doNotAsk: toldTogether(
      told.topics.map(({ topic, because, times_asked, last }) => ({
        topic: nameOf(topic),
        because,
        timesAsked: times_asked,
        ...(last ? { last: momentOf(last.at) } : {}),
      })),
    ),
    timesAsked: told.times_asked,
    askedAgain: told.asked_again.map(({ topic, at, because = '' }) => ({
      topic: nameOf(topic),
      at: momentOf(at),
      because,
    })),
    contact: inGroup('contact_safe'),
    groups: categories
      .filter((category) => category !== 'contact_safe')
      .map((category) => ({ category, items: inGroup(category) })),
    story: [...items.map(({ code }) => code), ...withheld].filter(isStory).map(nameOf),
    storyStep: storyStep(context, reader, referral),
    closed: withheld.filter((code) => !isStory(code)).map(nameOf),
  }
}

/** Without a training in working with trauma that is valid nobody opens what was done to her. */
function storyStep(
  { now }: NodeContext,
  { actor, translate }: Reader,
  referral: DecidableReferral,
): Step {
  const name = 'story'
  try {
    requireTraining({ actor, at: seconds(now), group: 'narrative' })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { name, ...closedBecause('training', 'assignment.change', translate) }
  }
  return { name, href: `${handoverHref('receiver', referral.id)}/story` }
}
