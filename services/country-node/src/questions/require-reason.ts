import { Problem } from '@causeway/schemas/problems'
import type { ItemCode } from '@causeway/schemas/record'
import type { NodeContext } from '../context.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { readLedgerOf } from '../telling/read-ledger.ts'

/**
 * A topic that she has told of, or does not want to be asked about, is asked about with a reason
 * only: her own ledger says so at the sender, what came with the packet at the receiver. Throws
 * `Problem('already-told')`.
 */
export async function requireReason(
  context: NodeContext,
  referral: Referral,
  topic: ItemCode,
): Promise<void> {
  const { topics } = await readLedgerOf(context.db, context, referral)
  const told = topics.find((one) => one.topic === topic)
  if (!told) return
  const { times_asked } = told
  const fault = { pointer: '/because', in: 'body', rule: 'required', times_asked } as const
  throw new Problem('already-told', { faults: [fault] })
}
