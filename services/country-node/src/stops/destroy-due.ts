import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { lockReferral } from '../referrals/referral-queries.ts'
import { destroyDataKeys } from '../vault/data-key-queries.ts'

/**
 * Destroys what was received in referrals that ended long enough ago: every key of theirs, and what
 * they sealed. Events stay, which are codes and hashes. Run with every sweep; done twice it does
 * nothing.
 */
export async function destroyDue(context: NodeContext): Promise<void> {
  const due = await context.db
    .selectFrom('destruction')
    .select('referral_id')
    .where('done_at', 'is', null)
    .where('due_at', '<=', context.now())
    .limit(100)
    .execute()
  for (const { referral_id: id } of due) {
    await context.db.transaction().execute((trx) => destroyOne(trx, context, id))
  }
}

/** Looks again once the referral is held: it may have gone on, or another process was here. */
async function destroyOne(
  trx: Transaction<Database>,
  { now }: NodeContext,
  id: RandomId,
): Promise<void> {
  await lockReferral(trx, id)
  const { numUpdatedRows } = await trx
    .updateTable('destruction')
    .set({ done_at: now() })
    .where('referral_id', '=', id)
    .where('done_at', 'is', null)
    .where('due_at', '<=', now())
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  const groups = await destroyDataKeys(trx, id)
  if (groups.length === 0) return
  for (const table of [
    'received_item',
    'received_disclosure',
    'question_text',
    'signed_plan',
  ] as const) {
    await trx.deleteFrom(table).where('referral_id', '=', id).execute()
  }
  await trx
    .updateTable('referral_event')
    .set({ body_sealed: null })
    .where('referral_id', '=', id)
    .execute()
  await trx
    .updateTable('telling')
    .set({ because_sealed: null })
    .where('referral_id', '=', id)
    .execute()
  await appendAudit(trx, {
    at: seconds(now),
    actor: 'system',
    act: 'referral.destroy',
    subject: id,
    detail: { groups },
  })
}
