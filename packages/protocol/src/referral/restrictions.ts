import type { Category } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Side } from '../chain/count-events.ts'
import { isWithin, type PlacedEvent } from './causality.ts'

/** What may not be used any more, by the word of the person. */
export interface Restriction {
  /** `eid` of the event that said so. */
  withdrawal: RandomId
  groups: Category[] | 'all'
  /** The sides that have answered that they hold to it. */
  answeredBy: Side[]
  /** Taken back by somebody who knew of it. */
  undone: boolean
}

const sides = ['sender', 'receiver'] as const

/**
 * Every withdrawal of a referral or of an agreement, in the order of their ids, with what was said
 * about it by whoever knew of it. A withdrawal that no longer ends the referral restricts use all
 * the same.
 */
export function restrictionsOf(order: readonly PlacedEvent[]): Restriction[] {
  const about = Map.groupBy(order, ({ event }) =>
    'withdrawal' in event.data ? event.data.withdrawal : undefined,
  )
  return order
    .flatMap((placed): Restriction[] => {
      const groups = groupsOf(placed)
      if (!groups) return []
      const withdrawal = placed.event.eid
      const said = (about.get(withdrawal) ?? []).filter(({ past }) => isWithin(placed, past))
      const answers = said.filter(({ event }) => event.type === 'restricted')
      return [
        {
          withdrawal,
          groups,
          answeredBy: sides.filter((side) => answers.some((answer) => answer.side === side)),
          undone: said.some(({ event }) => event.type === 'withdrawal_undone'),
        },
      ]
    })
    .toSorted((a, b) => (a.withdrawal < b.withdrawal ? -1 : 1))
}

function groupsOf({ event }: PlacedEvent): Restriction['groups'] | undefined {
  if (event.type === 'withdrawn') return 'all'
  return event.type === 'consent_withdrawn' ? (event.data.groups ?? 'all') : undefined
}
