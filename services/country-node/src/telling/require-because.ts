import type { ToldHow } from '@causeway/schemas/api'
import { type Fault, Problem } from '@causeway/schemas/problems'
import type { ItemCode } from '@causeway/schemas/record'
import type { Ledger } from './count-askings.ts'

/** A topic, and where the request says it. */
export interface Asking {
  topic: ItemCode
  pointer: string
}

/** Whether she has told it, or does not want to speak of it, as far as is known here. */
const isTold = ({ topics }: Pick<Ledger, 'topics'>, topic: ItemCode) =>
  topics.some((one) => one.topic === topic)

/**
 * Whoever asks about what she has told, or does not want to speak of, says why, also when the law has
 * her heard again. She may tell anything at any time, and be corrected: that needs no reason. Throws
 * `Problem('already-told')` with every such topic and how often she was asked about it.
 */
export function requireBecause(
  { topics }: Pick<Ledger, 'topics'>,
  { was_asked, because }: Pick<ToldHow, 'was_asked' | 'because'>,
  askings: readonly Asking[],
): void {
  if (!was_asked || because !== undefined) return
  const faults = askings.flatMap(({ topic, pointer }): Fault[] => {
    const told = topics.find((one) => one.topic === topic)
    if (!told) return []
    return [{ pointer, in: 'body', rule: 'because_required', times_asked: told.times_asked }]
  })
  if (faults.length > 0) throw new Problem('already-told', { faults })
}

/** Why she was asked, where it had to be said: of anything else no reason is kept. */
export const reasonFor = (
  ledger: Pick<Ledger, 'topics'>,
  { was_asked, because }: Pick<ToldHow, 'was_asked' | 'because'>,
  topic: ItemCode,
): string | undefined => (was_asked && isTold(ledger, topic) ? because : undefined)
