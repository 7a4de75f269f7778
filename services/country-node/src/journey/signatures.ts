import type { EventOf } from '../referrals/bodies/body-rule.ts'
import type { Snapshot } from '../referrals/snapshot.ts'

type Side = 'sender' | 'receiver'
export type Signature = EventOf<'plan_signed'>
/** The signatures that a revision has so far. */
export type Signatures = { [By in Side]?: Signature }

/**
 * Who has signed a revision of the plan. Of several texts that one side proposed for it the newest
 * one holds.
 */
export function signaturesOf({ referral, counted, state }: Snapshot, revision: number): Signatures {
  const own = referral.side
  const other = own === 'sender' ? 'receiver' : 'sender'
  const found: Signatures = {}
  for (const event of counted.toSorted((a, b) => a.n - b.n)) {
    if (event.type !== 'plan_signed' || event.data.plan !== revision) continue
    if (state.superseded.includes(event.identity)) continue
    found[event.node === referral.peer_node ? other : own] = event
  }
  return found
}
