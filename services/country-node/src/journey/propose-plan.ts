import { writeBody } from '@causeway/protocol/record'
import type { ProposePlan } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type MoveReply, makeMove } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { faultOfTime, signPlan } from './sign-plan.ts'

/**
 * One side says how she travels and signs it first, usually the receiver; until she has been met
 * also a newer revision of a plan that both had signed. Throws as `signPlan`.
 */
export function proposePlan(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { plan: text, ...half }: ProposePlan,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot) => {
    refuseFaults([faultOfTime(context, text)])
    const revision = snapshot.state.plan + 1
    const written = writeBody(text, context.randomDigest())
    return signPlan(context, snapshot, { revision, plan: written, text }, half)
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
