import { checkMeetingPin } from '@causeway/protocol/meeting'
import { Problem } from '@causeway/schemas/problems'
import { refuseFaults } from '../api/refuse-faults.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { actorIn } from '../referrals/event-actor.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { signaturesOf } from './signatures.ts'
import { readSignedPlan } from './signed-plan-queries.ts'

/** Whoever guesses has five chances in ten thousand, over the whole referral. */
const TRIES = 5

/**
 * Holds what she answered against the plan that both have signed. Every try is counted and committed
 * before its outcome is told, so neither a refusal nor a restart gives one back. Throws `Problem`:
 * `meeting-answer-wrong`, `meeting-tries-used`, and `request-malformed` when no words were issued.
 */
export async function checkAnswer(
  context: NodeContext,
  actor: StaffActor,
  snapshot: Snapshot,
  pin: string,
): Promise<void> {
  const { referral, state } = snapshot
  const signature = signaturesOf(snapshot, state.plan).sender
  const verifier = signature && (await readSignedPlan(context, signature.identity))?.verifier
  if (!verifier) return refuseFaults([{ pointer: '/words', rule: 'none_issued' }])
  if (referral.meeting_tries >= TRIES) throw new Problem('meeting-tries-used')

  const isRight = await checkMeetingPin(verifier, pin)
  const { db, now } = context
  await db.transaction().execute(async (trx) => {
    const counted = await trx
      .updateTable('referral')
      .set(({ eb, ref }) => ({ meeting_tries: eb(ref('meeting_tries'), '+', 1) }))
      .where('id', '=', referral.id)
      .where('meeting_tries', '<', TRIES)
      .returning('meeting_tries as tries')
      .executeTakeFirst()
    if (!counted) throw new Problem('meeting-tries-used')
    await appendAudit(trx, {
      at: seconds(now),
      actor: actorIn(actor),
      act: isRight ? 'meeting.answer_right' : 'meeting.answer_wrong',
      subject: referral.id,
      detail: { tries: counted.tries },
    })
  })
  if (!isRight) throw new Problem('meeting-answer-wrong')
}
