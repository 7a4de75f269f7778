import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { type Case, caseOfReferral } from '../assignments/case-of.ts'
import type { NodeContext } from '../context.ts'
import { findReferral, type Referral } from './referral-queries.ts'

/** A referral as `decide` takes it: with what it decides by. */
export type DecidableReferral = Referral & Case

/** Throws `Problem('not-found')`. */
export async function getReferral(
  { db, now }: NodeContext,
  id: RandomId,
): Promise<DecidableReferral> {
  const referral = await findReferral(db, id)
  if (!referral) throw new Problem('not-found')
  return { ...referral, ...(await caseOfReferral(db, referral, now())) }
}
