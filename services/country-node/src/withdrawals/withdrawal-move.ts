import { endings, type ReferralState } from '@causeway/protocol/referral'
import type { Category } from '@causeway/schemas/record'
import type { Move } from '../referrals/make-move.ts'

/**
 * How a withdrawal is said in one referral: of everything before she is in care it ends the
 * referral; afterwards, of some groups, or where it has ended, it restricts what was disclosed.
 */
export function withdrawalMove(
  groups: readonly Category[] | null | undefined,
  { status, lead }: ReferralState,
): Pick<Move, 'type' | 'data'> {
  const ends = !groups && lead === 'sender' && !endings.includes(status)
  if (ends) return { type: 'withdrawn', data: {} }
  return { type: 'consent_withdrawn', data: groups ? { groups } : {} }
}
