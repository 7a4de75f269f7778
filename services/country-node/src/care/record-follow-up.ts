import type { RecordFollowUp } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember, Reply } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { actorIn } from '../referrals/event-actor.ts'
import type { StaffActor } from '../staff/actor.ts'
import { listFollowUps, markFollowUp } from './follow-up-queries.ts'

/**
 * Somebody has asked after her. Nothing of it leaves this node. Throws `Problem`: `not-found` before
 * she is in care here, `follow-up-done` when this one was recorded, `request-malformed` for one that
 * cannot be meant yet: the one before it is not due, and what is recorded is not taken back.
 */
export async function recordFollowUp(
  { db, vault, now }: NodeContext,
  actor: StaffActor,
  id: RandomId,
  { step, reached, note }: RecordFollowUp,
  remember: Remember,
): Promise<Reply> {
  const reply = { status: 200, body: { id, step } }
  return db.transaction().execute(async (trx) => {
    const steps = await listFollowUps(trx, id)
    const before = steps[steps.findIndex((one) => one.step === step) - 1]
    const isEarly = before !== undefined && before.due_at > now()
    refuseFaults([isEarly && { pointer: '/step', rule: 'too_early' }])
    const note_sealed =
      note === undefined ? null : await vault.seal(trx, id, 'follow_up', Buffer.from(note), step)
    const outcome = await markFollowUp(trx, id, step, {
      done_at: now(),
      done_by: actor.pseudonym,
      reached,
      note_sealed,
    })
    if (outcome === 'missing') throw new Problem('not-found')
    if (outcome === 'done') throw new Problem('follow-up-done')
    await remember(trx, reply)
    await appendAudit(trx, {
      at: seconds(now),
      actor: actorIn(actor),
      act: 'follow_up.record',
      subject: id,
      detail: { step, reached: reached ? 'yes' : 'no' },
    })
    return reply
  })
}
