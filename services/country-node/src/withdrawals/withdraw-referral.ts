import type { Withdraw } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { Actor } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { tellAtOnce } from './tell-at-once.ts'
import { withdrawUnsaid } from './withdraw-unsaid.ts'
import { withdrawalMove } from './withdrawal-move.ts'

/**
 * Row 18: she said stop to a worker of either side. It restricts what this referral brought, and is
 * spread to everything else of hers by each node that has a record of her. Where nothing can be said
 * any more it holds here.
 */
export async function withdrawReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: Actor,
  id: RandomId,
  { groups }: Withdraw,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ state }: Snapshot): Promise<Move> => {
    if (state.status === 'none') throw new Problem('transition-refused')
    return {
      ...withdrawalMove(groups, state),
      audit: { act: 'referral.withdraw', detail: { groups: groups ?? ['all'] } },
    }
  }
  const reply = await makeMove(context, exchange, id, {
    actor: actorIn(actor),
    plan,
    remember,
  }).catch((error) => {
    const isRefused = error instanceof Problem && error.code === 'transition-refused'
    if (!isRefused) throw error
    return withdrawUnsaid(context, actor, id, { groups }, remember)
  })
  await tellAtOnce(context, exchange, [id])
  return reply
}
