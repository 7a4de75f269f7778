import type { Seconds } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { secondsOf } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Referral, StoredEvent } from '../referrals/referral-queries.ts'

/**
 * When an offer was applied at the receiving node: by our own clock when we received it, by its
 * signed receipt when we sent it, though not later than that receipt came. `undefined` until then.
 */
export async function appliedAt(
  trx: Transaction<Database>,
  { side, peer_node }: Referral,
  offer: Pick<StoredEvent, 'identity' | 'applied_at'>,
): Promise<Seconds | undefined> {
  if (side === 'receiver') {
    return offer.applied_at ? secondsOf(offer.applied_at) : undefined
  }
  const receipts = await trx
    .selectFrom('receipt')
    .select(['at', 'stored_at'])
    .where('event', '=', offer.identity)
    .where('by_party', '=', peer_node)
    .where('kind', '=', 'applied')
    .execute()
  const times = receipts.map(({ at, stored_at }) => Math.min(at, secondsOf(stored_at)))
  return times.length > 0 ? Math.min(...times) : undefined
}
