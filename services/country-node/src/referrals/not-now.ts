import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { findReferral } from './referral-queries.ts'

/** Why a move is not possible, where more can be said than that the referral stands elsewhere. */
type Reason =
  | 'only_the_sender'
  | 'only_the_receiver'
  | 'no_plan_in_force'
  | 'leg_out_of_order'
  | 'not_missed'
  | 'said_already'
  | 'not_paused'
  | 'nothing_asked'

const refusal = (faults: readonly { rule: string; side?: string; status?: string }[]) =>
  new Problem('transition-refused', {
    faults: faults.map((fault) => ({ pointer: '/id', in: 'path', ...fault })),
  })

/** To be thrown where a move is planned. */
export const notNow = (reason: Reason): Problem => refusal([{ rule: reason }])

/**
 * A refusal of a move as the caller gets it: with the side that this node is and where the referral
 * stands, so that nobody has to guess what comes first or who does it. Any other error is left as it
 * is.
 */
export async function withStanding(
  { db }: NodeContext,
  id: RandomId,
  error: unknown,
): Promise<unknown> {
  const isRefused = error instanceof Problem && error.code === 'transition-refused'
  const referral = isRefused ? await findReferral(db, id) : undefined
  if (!isRefused || !referral) return error
  const { side, status } = referral
  const rules = error.faults.length > 0 ? error.faults.map(({ rule }) => rule) : ['not_now']
  return refusal(rules.map((rule) => ({ rule, side, status })))
}
