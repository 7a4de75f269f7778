import type { FollowUpStep } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

type FollowUp = Selectable<Database['follow_up']>

/** Writes down when to ask after her; those that are there already stay as they are. */
export async function insertFollowUps(
  trx: Transaction<Database>,
  referral: RandomId,
  dates: readonly Pick<FollowUp, 'step' | 'due_at'>[],
): Promise<void> {
  const open = { done_at: null, done_by: null, reached: null, note_sealed: null }
  await trx
    .insertInto('follow_up')
    .values(dates.map((date) => ({ referral_id: referral, ...date, ...open })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** In the order in which they fall due. */
export const listFollowUps = (db: Kysely<Database>, referral: RandomId): Promise<FollowUp[]> =>
  db
    .selectFrom('follow_up')
    .selectAll()
    .where('referral_id', '=', referral)
    .orderBy('due_at')
    .execute()

/** Records one that nobody has recorded yet: `missing` when there is none, `done` when somebody has. */
export async function markFollowUp(
  trx: Transaction<Database>,
  referral: RandomId,
  step: FollowUpStep,
  done: Pick<FollowUp, 'done_at' | 'done_by' | 'reached' | 'note_sealed'>,
): Promise<'marked' | 'missing' | 'done'> {
  const row = await trx
    .selectFrom('follow_up')
    .select('done_at')
    .where('referral_id', '=', referral)
    .where('step', '=', step)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return 'missing'
  if (row.done_at) return 'done'
  await trx
    .updateTable('follow_up')
    .set(done)
    .where('referral_id', '=', referral)
    .where('step', '=', step)
    .execute()
  return 'marked'
}

/** The most that one answer lists. */
const PAGE = 100

/** What an organisation has to ask now, longest due first; of people who are still in its care. */
export const listFollowUpsDue = (db: Kysely<Database>, org: RandomId, now: Date) =>
  db
    .selectFrom('follow_up')
    .innerJoin('referral', 'referral.id', 'follow_up.referral_id')
    .select(['follow_up.referral_id as referral', 'follow_up.step', 'follow_up.due_at'])
    .where('referral.own_org', '=', org)
    .where('referral.status', '=', 'in_care')
    .where('follow_up.done_at', 'is', null)
    .where('follow_up.due_at', '<=', now)
    .orderBy('follow_up.due_at')
    .orderBy('follow_up.referral_id')
    .limit(PAGE)
    .execute()
