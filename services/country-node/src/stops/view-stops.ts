import type { ReferralView } from '@causeway/schemas/api'
import type { NodeContext } from '../context.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { viewRestrictions } from '../withdrawals/view-restrictions.ts'
import { openPauses } from './open-pauses.ts'

/** What a view of a referral says of whatever holds it up. */
export async function viewStops(context: NodeContext, { referral, counted, state }: Snapshot) {
  return {
    is_paused: state.isPaused,
    is_pause_hers: state.isPaused && openPauses(counted).some(({ data }) => data.by_her),
    is_recall_requested: state.recallRequested,
    questions_open: state.questions.filter(({ answeredAt }) => answeredAt === undefined).length,
    ...(await viewRestrictions(context, referral, state)),
  } satisfies Partial<ReferralView>
}
