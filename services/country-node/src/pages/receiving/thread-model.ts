import type { NodeContext } from '../../context.ts'
import { listQuestions } from '../../questions/list-questions.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { isPermitted } from '../../staff/decide.ts'
import { restrictedInReferral } from '../../withdrawals/restricted.ts'
import { momentOf } from '../moments.ts'
import type { Reader } from './reader.ts'
import type { Asked } from './shown-parts.ts'

type Question = Awaited<ReturnType<typeof listQuestions>>['questions'][number]

const askedOf = (
  { translate }: Reader,
  { side }: Referral,
  { by, question, topic, text, at, answer }: Question,
): Asked => ({
  question,
  ...(topic ? { topic: translate(`item.${topic}`) } : {}),
  ...(text === undefined ? {} : { text }),
  isOurs: by === side,
  at: momentOf(at),
  ...(answer
    ? { answer: { at: momentOf(answer.at), ...(answer.text ? { text: answer.text } : {}) } }
    : {}),
})

/** What both sides asked each other, for who may read it. The reading is audited. */
export async function threadModel(
  context: NodeContext,
  reader: Reader,
  referral: Referral,
): Promise<Asked[]> {
  const { actor } = reader
  if (!isPermitted(actor.role, 'question.read')) return []
  if ((await restrictedInReferral(context.db, referral.id)) === 'all') return []
  const { questions } = await listQuestions(context, referral.id)
  if (questions.length > 0) await auditReading(context, actor, 'question.read', referral.id)
  return questions.map((question) => askedOf(reader, referral, question))
}

/** The oldest question of the other side that nobody has answered, and what it is known by. */
export async function firstUnanswered(context: NodeContext, reader: Reader, referral: Referral) {
  const { questions } = await listQuestions(context, referral.id)
  const found = questions.find(({ by, answer }) => by !== referral.side && !answer)
  return found && { id: found.id, asked: askedOf(reader, referral, found) }
}
