import type { AuditCheckBegun } from '@causeway/schemas/api'
import type { Remember } from '../api/idempotency.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { appendAudit } from './append-audit.ts'
import type { AuditChecker } from './audit-checker.ts'
import { endDead, findRunning, insertCheck } from './check-queries.ts'
import { deadSince } from './check-state.ts'

/**
 * Begins a check of the chain as it stands now, or names the one that runs: there is one at a time
 * at a node, in whichever process. What it finds is read with `listChecks`.
 */
export async function beginCheck(
  { db, now, randomId }: NodeContext,
  checker: AuditChecker,
  actor: StaffActor,
  remember: Remember,
): Promise<AuditCheckBegun> {
  const begun = await db.transaction().execute(async (trx) => {
    const at = now()
    await endDead(trx, deadSince(at), at)
    const { n: total, hash: head } = await trx
      .selectFrom('audit_head')
      .select(['n', 'hash'])
      .executeTakeFirstOrThrow()
    const id = randomId()
    const isNew = await insertCheck(trx, {
      id,
      begun_at: at,
      begun_by: actor.pseudonym,
      total,
      head,
    })
    const body: AuditCheckBegun = {
      id: isNew ? id : ((await findRunning(trx))?.id ?? id),
      status: 'running',
    }
    await remember(trx, { status: 202, body })
    await appendAudit(trx, { at: seconds(now), actor, act: 'audit.check', subject: body.id })
    return { body, isNew }
  })
  if (begun.isNew) checker.start(begun.body.id)
  return begun.body
}
