import type { DeadlineFacts } from './deadline-state.ts'

const other = { sender: 'receiver', receiver: 'sender' } as const

/** Whether the side that a withdrawal was sent to has still to say that it holds to it. */
export const isAwaitingAnswer = (
  { eid, by }: DeadlineFacts['withdrawals'][number],
  { restrictions }: DeadlineFacts['state'],
): boolean =>
  restrictions.some(
    ({ withdrawal, answeredBy, undone }) =>
      withdrawal === eid && !undone && !answeredBy.includes(other[by]),
  )
