import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { findReferral, type Referral } from './referral-queries.ts'

/** A referral as `decide` takes it: with the organisation it belongs to. */
export type DecidableReferral = Referral & { org: RandomId }

/** Throws `Problem('not-found')`. */
export async function getReferral({ db }: NodeContext, id: RandomId): Promise<DecidableReferral> {
  const referral = await findReferral(db, id)
  if (!referral) throw new Problem('not-found')
  return { ...referral, org: referral.own_org }
}
