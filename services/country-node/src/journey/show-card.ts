import type { Card } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'
import { auditReading } from '../referrals/audit-reading.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { takeSnapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { openMeeting } from './meeting.ts'
import { arrivalOf } from './plan-faults.ts'

/**
 * What she carries on her way, made by the node that hands her over. The reading is audited. Throws
 * `Problem('not-found')` before there is a plan and once she has been met.
 */
export async function showCard(
  context: NodeContext,
  actor: StaffActor,
  { id, side }: Referral,
): Promise<Card> {
  if (side !== 'sender') throw new Problem('not-found')
  const snapshot = await takeSnapshot(context.db, context.nodeId, id)
  const { text, language, words, dutyPhones } = await openMeeting(context, snapshot)
  if (!words) throw new Problem('not-found')
  await auditReading(context, actor, 'card.read', id)
  const { meeter, look, place } = text.meeting
  return {
    language,
    worker_says: words.worker,
    answer: words.pin,
    who: meeter,
    look,
    place,
    at: arrivalOf(text),
    duty_phones: dutyPhones,
    code: words.card,
  }
}
