import { checkMeetingPin } from '@causeway/protocol/meeting'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
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
 * Holds what she answered against the plan that both have signed. Every try is counted, audited and
 * committed before it is looked at, so neither a refusal nor a restart gives one back. Throws `Problem`:
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
  await countTry(context, actor, referral.id)
  if (!(await checkMeetingPin(verifier, pin))) throw new Problem('meeting-answer-wrong')
}

/** Takes one of the tries, for good. Throws `Problem('meeting-tries-used')`. */
const countTry = ({ db, now }: NodeContext, actor: StaffActor, referral: RandomId) =>
  db.transaction().execute(async (trx) => {
    const counted = await trx
      .updateTable('referral')
      .set(({ eb, ref }) => ({ meeting_tries: eb(ref('meeting_tries'), '+', 1) }))
      .where('id', '=', referral)
      .where('meeting_tries', '<', TRIES)
      .returning('meeting_tries as tries')
      .executeTakeFirst()
    if (!counted) throw new Problem('meeting-tries-used')
    await appendAudit(trx, {
      at: seconds(now),
      actor: actorIn(actor),
      act: 'meeting.try',
      subject: referral,
      detail: { tries: counted.tries },
    })
  })
