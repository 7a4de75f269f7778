import type { EndAssignment } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { Remember, Reply } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { endAssignments, listReferralsOf, type Subject } from './assignment-queries.ts'
import { lockSubject } from './lock-subject.ts'

/**
 * A supervisor takes a worker away from her, and with that from all her referrals, or from one
 * referral. Throws `Problem('not-found')` when the worker is not assigned, and as `decide`.
 */
export function endAssignment(
  { db, now }: NodeContext,
  actor: StaffActor,
  subject: Subject,
  { worker }: EndAssignment,
  remember: Remember,
): Promise<Reply> {
  return db.transaction().execute(async (trx) => {
    decide(actor, 'assignment.change', await lockSubject(trx, subject))
    const hers = subject.kind === 'person' ? await listReferralsOf(trx, subject.id) : []
    const subjects = [subject.id, ...hers.map(({ id }) => id)]
    const ended = await endAssignments(trx, worker, subjects, now())
    if (ended === 0) throw new Problem('not-found')
    const reply = { status: 200, body: { id: subject.id, worker } }
    await remember(trx, reply)
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'assignment.end',
      subject: subject.id,
      detail: { kind: subject.kind, worker, ended },
    })
    return reply
  })
}
