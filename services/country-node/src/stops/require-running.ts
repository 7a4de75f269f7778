import { endings } from '@causeway/protocol/referral'
import { Problem } from '@causeway/schemas/problems'
import type { Snapshot } from '../referrals/snapshot.ts'

/**
 * The referral has been offered, has not ended, and she is not in care: the time in which it can be
 * stopped and asked about. Throws `Problem('transition-refused')`.
 */
export function requireRunning({ state }: Snapshot): void {
  const isBegun = state.status !== 'none'
  const isOver = endings.includes(state.status) || state.lead === 'receiver'
  if (!isBegun || isOver) throw new Problem('transition-refused')
}
