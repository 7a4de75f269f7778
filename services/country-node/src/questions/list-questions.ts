import type { ChainedEvent } from '@causeway/protocol/chain'
import { otherSide } from '@causeway/protocol/referral'
import type { Thread } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { takeSnapshot } from '../referrals/snapshot.ts'
import { requireUnrestricted } from '../withdrawals/restricted.ts'
import { wordsIn } from './question-texts.ts'

type Event<Type extends ChainedEvent['type']> = Extract<ChainedEvent, { type: Type }>

/**
 * The thread of a referral in the order in which it was asked; words that were destroyed are left
 * out. Throws `Problem`: `not-found`, and `restricted` when she has withdrawn.
 */
export async function listQuestions(context: NodeContext, id: RandomId): Promise<Thread> {
  const { counted, state, referral } = await takeSnapshot(context.db, context.nodeId, id)
  await requireUnrestricted(context.db, id)
  const wordsOf = await wordsIn(context, id)
  const { side } = referral
  const sideOf = ({ node }: ChainedEvent) => (node === context.nodeId ? side : otherSide[side])
  const asked = counted.filter((event): event is Event<'asked'> => event.type === 'asked')
  const answers = counted.filter((event): event is Event<'answered'> => event.type === 'answered')

  const questions = await Promise.all(
    asked
      .toSorted((a, b) => a.at - b.at)
      .map(async (event) => {
        const { question, topic } = event.data
        const answer = answers.find(
          (one) => one.data.question === event.eid && sideOf(one) !== sideOf(event),
        )
        return {
          id: event.eid,
          by: sideOf(event),
          question,
          ...(topic ? { topic } : {}),
          pauses_clock: state.questions.some(
            (one) => one.question === event.eid && one.pausesClock,
          ),
          at: event.at,
          ...(await wordsOf(event, 'asked')),
          ...(answer && { answer: { at: answer.at, ...(await wordsOf(answer, 'answered')) } }),
        }
      }),
  )
  return { questions }
}
