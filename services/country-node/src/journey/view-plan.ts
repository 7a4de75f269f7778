import type { PlanRevision, PlanView } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { type Snapshot, takeSnapshot } from '../referrals/snapshot.ts'
import { type Signature, signaturesOf } from './signatures.ts'
import { readSignedPlan } from './signed-plan-queries.ts'

/**
 * The plan that both have signed, and the one that waits for a signature; both halves, and nothing
 * that the meeting words come from. Throws `Problem('not-found')` when there is neither.
 */
export async function viewPlan(context: NodeContext, id: RandomId): Promise<PlanView> {
  const snapshot = await takeSnapshot(context.db, context.nodeId, id)
  const { plan: revision, watch } = snapshot.state
  const signed = await revisionOf(context, snapshot, revision)
  const proposed = await revisionOf(context, snapshot, revision + 1)
  if (!signed && !proposed) throw new Problem('not-found')
  return {
    ...(signed ? { signed } : {}),
    ...(proposed ? { proposed } : {}),
    ...(watch ? { watch } : {}),
  }
}

async function revisionOf(
  context: NodeContext,
  snapshot: Snapshot,
  revision: number,
): Promise<PlanRevision | undefined> {
  const { sender, receiver } = signaturesOf(snapshot, revision)
  const first = sender ?? receiver
  const kept = first && (await readSignedPlan(context, first.identity))
  if (!first || !kept) return undefined
  return {
    revision,
    hash: first.data.hash,
    plan: kept.text,
    ...(sender ? { sender: await halfOf(context, sender) } : {}),
    ...(receiver ? { receiver: await halfOf(context, receiver) } : {}),
  }
}

async function halfOf(context: NodeContext, { identity, at }: Signature) {
  const kept = await readSignedPlan(context, identity)
  if (!kept) throw new TypeError('what came with a signature is kept with it')
  const { risk, on_call, hand_over } = kept.half
  const warm = hand_over ? { warm_handover: hand_over.warm_handover } : {}
  return { risk, on_call, ...warm, signed_at: at }
}
