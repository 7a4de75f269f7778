import type { Side } from '@causeway/protocol/chain'
import { otherSide } from '@causeway/protocol/referral'
import type { EventOf } from '../referrals/bodies/body-rule.ts'
import type { Snapshot } from '../referrals/snapshot.ts'

export type Signature = EventOf<'plan_signed'>
/** The signatures that a revision has so far. */
export type Signatures = { [By in Side]?: Signature }

/**
 * Who has signed a revision of the plan. Of the plan that holds these are the two that made it one,
 * whatever was signed beside them; of a text that one side proposed several times, the newest.
 */
export function signaturesOf({ referral, counted, state }: Snapshot, revision: number): Signatures {
  const own = referral.side
  const holds = ({ identity }: Signature) =>
    revision === state.plan
      ? state.signatures.includes(identity)
      : !state.superseded.includes(identity)
  const found: Signatures = {}
  for (const event of counted.toSorted((a, b) => a.n - b.n)) {
    if (event.type !== 'plan_signed' || event.data.plan !== revision) continue
    if (holds(event)) found[event.node === referral.peer_node ? otherSide[own] : own] = event
  }
  return found
}
