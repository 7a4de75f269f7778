import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { react } from '../referrals/react.ts'

/**
 * Tells the other sides of these referrals at once of what was asked here. What fails a sweep finds
 * again: the referrals were marked in the transaction that recorded it.
 */
export async function tellOthers(
  context: NodeContext,
  exchange: Exchange,
  referrals: readonly RandomId[],
): Promise<void> {
  try {
    for (const id of referrals) await react(context, exchange, id)
  } catch (err) {
    context.log.error({ err, alarm: 'reaction_failed' }, 'an asking is told by the next sweep')
  }
}
