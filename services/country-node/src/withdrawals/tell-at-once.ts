import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { reactAll } from '../referrals/react.ts'
import { spreadDue } from './spread-due.ts'

/**
 * Tells at once whoever has to know, after a withdrawal or its undoing was committed. What fails
 * here, or is cut short, a sweep finds again: all that is due stands in the tables.
 */
export async function tellAtOnce(
  context: NodeContext,
  exchange: Exchange,
  referrals: readonly RandomId[],
): Promise<void> {
  const reached = await spreadDue(context).catch((err) => {
    context.log.error({ err, alarm: 'reaction_failed' }, 'a withdrawal is spread by the next sweep')
    return []
  })
  await reactAll(context, exchange, [...referrals, ...reached])
}
