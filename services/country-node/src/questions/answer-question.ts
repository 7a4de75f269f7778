import type { QuestionPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { Answer } from '@causeway/schemas/record'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { requireRunning } from '../stops/require-running.ts'
import { keepWords } from './question-texts.ts'

/**
 * Answers a question of the other side, once. Throws as `requireRunning`; `not-found` when no such
 * question counts here, `transition-refused` for one of our own and for one that has its answer.
 */
export function answerQuestion(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  { id, question, ...words }: QuestionPath & Answer,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    const { referral, state } = snapshot
    requireRunning(snapshot)
    const asked = state.questions.find((one) => one.question === question)
    if (!asked) throw new Problem('not-found')
    if (asked.by === referral.side) throw notNow(answers[asked.by])
    if (asked.answeredAt !== undefined) throw notNow('said_already')
    return {
      type: 'answered',
      data: { question },
      body: words,
      audit: { act: 'question.answer', detail: { question } },
      alongside: (trx, { eid }) =>
        keepWords(trx, context, { referral: id, eid }, 'answered', words),
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}

/** Who answers a question, by who asked it. */
const answers = { sender: 'only_the_receiver', receiver: 'only_the_sender' } as const
