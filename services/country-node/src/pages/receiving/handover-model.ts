import type { Language, Translate } from '@causeway/page-kit'
import { type Category, categoryOf, type RecordItem } from '@causeway/schemas/record'
import type { NodeContext } from '../../context.ts'
import { listQuestions } from '../../questions/list-questions.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { showPacket } from '../../referrals/show-packet.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { isPermitted } from '../../staff/decide.ts'
import { readToldInReferral } from '../../telling/read-told.ts'
import { restrictedInReferral } from '../../withdrawals/restricted.ts'
import { momentOf } from '../moments.ts'
import { sayItem } from './say-item.ts'

/** In whose words a page is written, and for whom. */
export interface Reader {
  actor: StaffActor
  language: Language
  translate: Translate
}

/** What came after acceptance, but for her story. The reading is audited. */
export async function packetModel(
  context: NodeContext,
  { actor, language, translate }: Reader,
  referral: Referral,
) {
  const { items, withheld } = await showPacket(context, actor, referral, {})
  const told = await readToldInReferral(context, actor, referral)
  const say = (item: RecordItem) => sayItem(translate, language, item)
  const isStory = ({ code }: Pick<RecordItem, 'code'>) => categoryOf(code) === 'narrative'
  const shown = items.filter((item) => !isStory(item))
  const inGroup = (category: Category) =>
    shown.filter(({ code }) => categoryOf(code) === category).map(say)
  const categories = [...new Set(shown.map(({ code }) => categoryOf(code)))]
  const story = [...items.filter(isStory).map(({ code }) => code), ...withheld]
    .filter((code) => categoryOf(code) === 'narrative')
    .map((code) => translate(`item.${code}`))
  return {
    doNotAsk: told.topics.map(({ topic, because, times_asked }) => ({
      topic: translate(`item.${topic}`),
      because,
      timesAsked: times_asked,
    })),
    timesAsked: told.times_asked,
    contact: inGroup('contact_safe'),
    groups: categories
      .filter((category) => category !== 'contact_safe')
      .map((category) => ({ category, items: inGroup(category) })),
    story,
    storyHref: `/receiving/${referral.id}/story`,
  }
}

/** What both sides asked each other, for who may read it. The reading is audited. */
export async function questionsModel(context: NodeContext, actor: StaffActor, referral: Referral) {
  if (!isPermitted(actor.role, 'question.read')) return []
  if ((await restrictedInReferral(context.db, referral.id)) === 'all') return []
  const { questions } = await listQuestions(context, referral.id)
  if (questions.length > 0) await auditReading(context, actor, 'question.read', referral.id)
  return questions.map(({ by, question, text, at, answer }) => ({
    question,
    ...(text === undefined ? {} : { text }),
    isOurs: by === referral.side,
    at: momentOf(at),
    ...(answer
      ? { answer: { at: momentOf(answer.at), ...(answer.text ? { text: answer.text } : {}) } }
      : {}),
  }))
}
