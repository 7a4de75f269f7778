import type { NewQuestion } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { Question } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { requireRunning } from '../stops/require-running.ts'
import { readLedgerOf } from '../telling/read-ledger.ts'
import { requireBecause } from '../telling/require-because.ts'
import { keepWords } from './question-texts.ts'

/**
 * A question to the other side, open until she is in care. About a topic that is not to be asked
 * about it needs a reason. Throws as `requireRunning` and `requireBecause`; `clock-not-paused` when it
 * asks for the answer clock to stop and may not.
 */
export function askQuestion(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { question, topic, pauses_clock, ...words }: NewQuestion,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    requireRunning(snapshot)
    if (pauses_clock) requireClock(snapshot)
    if (topic) {
      const ledger = await readLedgerOf(context.db, context, snapshot.referral)
      const asking = { was_asked: true, because: words.because }
      requireBecause(ledger, asking, [{ topic, pointer: '/because' }])
    }
    const hasWords = Object.values(words).some((word) => word !== undefined)
    return {
      type: 'asked',
      data: { question, pauses_clock, ...(topic ? { topic } : {}) },
      ...(hasWords ? { body: Question.parse(words) } : {}),
      audit: { act: 'question.ask', detail: { question, topic: topic ?? 'none' } },
      alongside: async (trx, { eid }) => {
        if (hasWords) await keepWords(trx, context, { referral: id, eid }, 'asked', words)
      },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}

/** Once in a referral, while its receiver has not answered it. */
function requireClock({ referral, state, counted }: Snapshot): void {
  const isRunning = state.status === 'offered' || state.status === 'under_review'
  const wasPaused = counted.some((event) => event.type === 'asked' && event.data.pauses_clock)
  if (referral.side !== 'receiver' || !isRunning || wasPaused) {
    throw new Problem('clock-not-paused')
  }
}
