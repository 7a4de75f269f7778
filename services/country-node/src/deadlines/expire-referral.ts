import type { Move } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'

/** Row 6: without an answer in time the sender's node ends the offer, and says so to the receiver. */
export function expireReferral({ referral, state }: Snapshot): Move | undefined {
  const isOpen = state.status === 'offered' || state.status === 'under_review'
  if (referral.side !== 'sender' || !isOpen) return undefined
  return { type: 'expired', data: {}, audit: { act: 'deadline.expired' } }
}
