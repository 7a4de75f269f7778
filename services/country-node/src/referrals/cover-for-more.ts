import type { NewDisclosure } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { type Cover, findCover } from '../agreements/cover.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * What she agrees to for the receiver of a referral, the named agreement among it. Before she is in
 * care her story goes by her own wish only, so then nothing but that is left of it. Throws
 * `Problem`: `not-found` when the agreement is about another person, receiver or purpose,
 * `agreement-not-in-force`, `story-not-released`.
 */
export async function coverForMore(
  { db, now }: NodeContext,
  { referral, state }: Snapshot,
  { agreement, tier }: NewDisclosure,
): Promise<Cover> {
  const cover = await findCover(db, agreement, seconds(now))
  if (!cover?.grants.some((grant) => grant.agreement === agreement)) {
    throw new Problem('agreement-not-in-force')
  }
  const isForThis =
    cover.person_id === referral.person_id &&
    cover.receiver_node === referral.peer_node &&
    cover.receiver_org === referral.peer_org &&
    cover.purpose === referral.purpose
  if (!isForThis) throw new Problem('not-found')
  if (tier !== 't3' || state.position === 'in_care') return cover
  const grants = cover.grants.filter((grant) => grant.release)
  if (grants.length === 0) throw new Problem('story-not-released')
  return { ...cover, grants, items: [...new Set(grants.flatMap(({ items }) => items))] }
}
