import type { JourneyView } from '@causeway/schemas/api'
import { listFollowUps } from '../care/follow-up-queries.ts'
import { nextDue } from '../care/next-due.ts'
import type { NodeContext } from '../context.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { signaturesOf } from './signatures.ts'

/** How far she is on her way, and what is waited for next: codes and times. */
export async function viewJourney(
  { db, now }: NodeContext,
  snapshot: Snapshot,
): Promise<JourneyView> {
  const { referral, state } = snapshot
  const { plan: revision, watch, position, meeting } = state
  const next = nextDue(state, await listFollowUps(db, referral.id), now())
  const { sender, receiver } = signaturesOf(snapshot, revision + 1)
  return {
    plan: {
      revision,
      is_open: sender !== undefined || receiver !== undefined,
      ...(watch ? { watch } : {}),
    },
    ...(position ? { position } : {}),
    meeting,
    ...(next ? { next_due: next } : {}),
    ...(referral.outcome ? { outcome: referral.outcome } : {}),
  }
}
