import type { NewAssignment } from '@causeway/schemas/api'
import type { Remember, Reply } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { isStaff } from '../staff/staff-queries.ts'
import { endAssignments, insertAssignment, type Subject } from './assignment-queries.ts'
import { lockSubject } from './lock-subject.ts'

/**
 * A supervisor gives a case worker of the organisation to her, or until another time than before.
 * Throws `Problem`: `request-malformed` when the worker is none of ours or the time is over; and as
 * `decide`.
 */
export function assignWorker(
  { db, now }: NodeContext,
  actor: StaffActor,
  subject: Subject,
  { worker, until }: NewAssignment,
  remember: Remember,
): Promise<Reply> {
  return db.transaction().execute(async (trx) => {
    const { org } = await lockSubject(trx, subject)
    decide(actor, 'assignment.change', { org })
    const at = now()
    const isOurs = await isStaff(trx, worker, org, 'case_worker')
    refuseFaults([
      !isOurs && { pointer: '/worker', rule: 'not_a_case_worker_here' },
      until !== undefined && until <= seconds(now) && { pointer: '/until', rule: 'in_the_past' },
    ])
    await endAssignments(trx, worker, [subject.id], at)
    await insertAssignment(trx, subject, {
      org,
      pseudonym: worker,
      assigned_by: actor.pseudonym,
      starts_at: at,
      ends_at: until === undefined ? null : new Date(until * 1000),
    })
    const reply = { status: 201, body: { id: subject.id, worker } }
    await remember(trx, reply)
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'assignment.make',
      subject: subject.id,
      detail: { kind: subject.kind, worker, ...(until === undefined ? {} : { until }) },
    })
    return reply
  })
}
