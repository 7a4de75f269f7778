import type { RandomId } from '@causeway/schemas/wire'
import { type NodeContext, secondsOf } from '../context.ts'
import { hasPacket } from '../referrals/read-bodies.ts'

/**
 * When the full packet came, by this node's clock in seconds since 1970; `undefined` while it is not
 * here or when nothing of it could be kept.
 */
export async function packetArrivedAt(
  { db }: NodeContext,
  referral: RandomId,
): Promise<number | undefined> {
  if (!(await hasPacket(db, referral))) return undefined
  const first = await db
    .selectFrom('referral_event')
    .select('stored_at')
    .where('referral_id', '=', referral)
    .where('type', '=', 'disclosed')
    .where('body_refused', 'is', null)
    .orderBy('n')
    .executeTakeFirst()
  return first && secondsOf(first.stored_at)
}
