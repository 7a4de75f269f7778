import type { Reassign } from '@causeway/schemas/api'
import type { Remember, Reply } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { isStaff } from '../staff/staff-queries.ts'
import { endAssignments, insertAssignment, listAssigned, lockWorkOf } from './assignment-queries.ts'

/**
 * All that a worker is assigned to in the organisation goes to another one: somebody leaves, or is
 * ill. What the other one has already stays as it is. Throws `Problem('request-malformed')` when the
 * other one is no case worker of ours, and as `decide`.
 */
export function reassignWork(
  { db, now }: NodeContext,
  actor: StaffActor,
  { from, to }: Reassign,
  remember: Remember,
): Promise<Reply> {
  const { org } = actor
  decide(actor, 'assignment.change', { org })
  return db.transaction().execute(async (trx) => {
    const at = now()
    refuseFaults([
      !(await isStaff(trx, to, org, 'case_worker')) && {
        pointer: '/to',
        rule: 'not_a_case_worker_here',
      },
      from === to && { pointer: '/to', rule: 'same_worker' },
    ])
    const work = await lockWorkOf(trx, from, org, at)
    const subjects = work.map(({ subject_id }) => subject_id)
    for (const { subject_kind: kind, subject_id: id, ends_at } of work) {
      if ((await listAssigned(trx, [id], at)).includes(to)) continue
      const given = { org, pseudonym: to, assigned_by: actor.pseudonym, starts_at: at, ends_at }
      await insertAssignment(trx, { kind, id }, given)
    }
    if (subjects.length > 0) await endAssignments(trx, from, subjects, at)
    const reply = { status: 200, body: { moved: work.length } }
    await remember(trx, reply)
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'assignment.move',
      subject: from,
      detail: { to, moved: subjects },
    })
    return reply
  })
}
