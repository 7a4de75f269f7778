import type { MeetingSheet } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'
import { auditReading } from '../referrals/audit-reading.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { takeSnapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { openMeeting } from './meeting.ts'

const rules: MeetingSheet['rules'] = [
  'worker_speaks_first',
  'she_never_speaks_first',
  'she_answers_with_four_digits',
  'forgotten_words_never_leave_her_there',
  'call_when_unsure',
]

/**
 * What whoever meets her needs, without her name and without her answer: that is told by her and
 * held against what the node knows. The reading is audited. Throws `Problem('not-found')` unless
 * somebody is to meet her.
 */
export async function showMeetingSheet(
  context: NodeContext,
  actor: StaffActor,
  { id, side }: Referral,
): Promise<MeetingSheet> {
  if (side !== 'receiver') throw new Problem('not-found')
  const snapshot = await takeSnapshot(context.db, context.nodeId, id)
  const { text, language, words, dutyPhones } = await openMeeting(context, snapshot)
  await auditReading(context, actor, 'meeting_sheet.read', id)
  return {
    ...text.meeting,
    legs: text.legs.map(({ from, to, mode, departs_at, due_at }) => ({
      from,
      to,
      mode,
      departs_at,
      due_at,
    })),
    language,
    ...(words ? { worker_says: words.worker } : {}),
    rules,
    duty_phones: dutyPhones,
  }
}
