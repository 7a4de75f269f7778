import type { FollowUpList } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { auditReading } from '../referrals/audit-reading.ts'
import type { StaffActor } from '../staff/actor.ts'
import { requireUnrestricted } from '../withdrawals/restricted.ts'
import { listFollowUps } from './follow-up-queries.ts'

/**
 * All follow-ups of a referral with what was noted. The reading is audited. Throws
 * `Problem('restricted')` when she has withdrawn.
 */
export async function readFollowUps(
  context: NodeContext,
  actor: StaffActor,
  id: RandomId,
): Promise<FollowUpList> {
  const { db, vault } = context
  await requireUnrestricted(db, id)
  const rows = await listFollowUps(db, id)
  const follow_ups = await Promise.all(
    rows.map(async ({ step, due_at, done_at, reached, note_sealed }) => ({
      step,
      due_at: due_at.toISOString(),
      ...(done_at ? { done_at: done_at.toISOString() } : {}),
      ...(reached === null ? {} : { reached }),
      ...(note_sealed
        ? { note: (await vault.open(db, id, 'follow_up', note_sealed, step)).toString() }
        : {}),
    })),
  )
  await auditReading(context, actor, 'follow_up.read', id)
  return { follow_ups }
}
