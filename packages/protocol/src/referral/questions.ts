import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import { isWithin, type PlacedEvent } from './causality.ts'

/** A question between the workers of both sides. */
export interface AskedQuestion {
  /** `eid` of the event that asked it. */
  question: RandomId
  by: Side
  /** The receiver's first question that asks for it stops the answer clock until it is answered. */
  pausesClock: boolean
  askedAt: Seconds
  answeredAt?: Seconds
}

/** All questions in the order of their ids, each with the first answer of the side it was put to. */
export function questionsOf(order: readonly PlacedEvent[]): AskedQuestion[] {
  const answers = Map.groupBy(order, ({ event }) =>
    event.type === 'answered' ? event.data.question : undefined,
  )
  const pausing = order.find(
    ({ event, side }) => side === 'receiver' && event.type === 'asked' && event.data.pauses_clock,
  )
  return order
    .flatMap((placed): AskedQuestion[] => {
      const { event, side: by } = placed
      if (event.type !== 'asked') return []
      const answer = answers
        .get(event.eid)
        ?.find(({ side, past }) => side !== by && isWithin(placed, past))
      return [
        {
          question: event.eid,
          by,
          pausesClock: placed === pausing,
          askedAt: event.at,
          ...(answer && { answeredAt: answer.event.at }),
        },
      ]
    })
    .toSorted((a, b) => (a.question < b.question ? -1 : 1))
}
