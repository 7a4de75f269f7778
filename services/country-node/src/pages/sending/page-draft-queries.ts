import type { RandomId } from '@causeway/schemas/wire'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../../database/schema.ts'

export type PageDraft = Selectable<Database['page_draft']>

/**
 * Who asks, and on which road; a draft is its worker's own, in the organisation in which it was
 * begun. One begun in practice is not there for who asks for a real one, nor the other way round.
 */
export interface DraftOwner {
  pseudonym: RandomId
  org: RandomId
  isPractice: boolean
}

export const insertDraft = (db: Kysely<Database>, row: Insertable<Database['page_draft']>) =>
  db.insertInto('page_draft').values(row).execute()

/** Those that have not ended, last saved first. */
export const listDrafts = (
  db: Kysely<Database>,
  { pseudonym, org, isPractice }: DraftOwner,
): Promise<PageDraft[]> =>
  db
    .selectFrom('page_draft')
    .selectAll()
    .where('pseudonym', '=', pseudonym)
    .where('org', '=', org)
    .where('is_practice', '=', isPractice)
    .where('ended_at', 'is', null)
    .orderBy('saved_at', 'desc')
    .limit(50)
    .execute()

const ofOwner = (db: Kysely<Database>, { pseudonym, org, isPractice }: DraftOwner, id: RandomId) =>
  db
    .selectFrom('page_draft')
    .selectAll()
    .where('id', '=', id)
    .where('pseudonym', '=', pseudonym)
    .where('org', '=', org)
    .where('is_practice', '=', isPractice)

export const findDraft = (db: Kysely<Database>, owner: DraftOwner, id: RandomId) =>
  ofOwner(db, owner, id).executeTakeFirst()

export const lockDraft = (trx: Transaction<Database>, owner: DraftOwner, id: RandomId) =>
  ofOwner(trx, owner, id).forUpdate().executeTakeFirst()

export const updateDraft = (
  trx: Transaction<Database>,
  id: RandomId,
  changes: Partial<
    Pick<PageDraft, 'sealed' | 'saved_at' | 'sending_at' | 'ended_at' | 'referral_id'>
  >,
) => trx.updateTable('page_draft').set(changes).where('id', '=', id).execute()

export const deleteDraft = (trx: Transaction<Database>, id: RandomId) =>
  trx.deleteFrom('page_draft').where('id', '=', id).execute()

/** The organisations that this one has sent to, the latest first. */
export async function recentReceivers(
  db: Kysely<Database>,
  org: RandomId,
  limit: number,
): Promise<RandomId[]> {
  const rows = await db
    .selectFrom('referral')
    .select('peer_org')
    .where('own_org', '=', org)
    .where('side', '=', 'sender')
    .where('status', '!=', 'draft')
    .groupBy('peer_org')
    .orderBy((eb) => eb.fn.max('created_at'), 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ peer_org }) => peer_org)
}
