import { otherSide } from '@causeway/protocol/referral'
import type { DeadlineFacts } from './deadline-state.ts'

/** Whether the side that a withdrawal was sent to has still to say that it holds to it. */
export const isAwaitingAnswer = (
  { eid, by }: DeadlineFacts['withdrawals'][number],
  { restrictions }: DeadlineFacts['state'],
): boolean =>
  restrictions.some(
    ({ withdrawal, answeredBy, undone }) =>
      withdrawal === eid && !undone && !answeredBy.includes(otherSide[by]),
  )
