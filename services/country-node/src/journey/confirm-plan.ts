import { otherSide } from '@causeway/protocol/referral'
import type { ConfirmPlan } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type MoveReply, makeMove } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { faultOfTime, signPlan } from './sign-plan.ts'
import { signaturesOf } from './signatures.ts'
import { readSignedPlan } from './signed-plan-queries.ts'

/**
 * The other side signs the very same text, and both nodes begin to watch. Throws `Problem`:
 * `transition-refused` when the other side has proposed nothing, or what it proposed is over;
 * `plan-changed` when it is not the text that was read; and as `signPlan`. Their half was held
 * against the text when it came.
 */
export function confirmPlan(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { hash, ...half }: ConfirmPlan,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot) => {
    const { referral, state } = snapshot
    const revision = state.plan + 1
    const proposal = signaturesOf(snapshot, revision)[otherSide[referral.side]]
    const theirs = proposal && (await readSignedPlan(context, proposal.identity))
    if (!proposal || !theirs) throw new Problem('transition-refused')
    if (hash !== undefined && hash !== proposal.data.hash) throw new Problem('plan-changed')
    const { plan: signed, text } = theirs
    if (faultOfTime(context, text)) throw new Problem('transition-refused')
    return signPlan(context, snapshot, { revision, plan: signed, text }, half)
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
