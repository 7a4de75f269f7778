import type { ChainedEvent } from '@causeway/protocol/chain'
import { readJws } from '@causeway/protocol/suite'
import { ReferralEvent } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export type Referral = Selectable<Database['referral']>
export type StoredEvent = Selectable<Database['referral_event']>

export const findReferral = (db: Kysely<Database>, id: RandomId): Promise<Referral | undefined> =>
  db.selectFrom('referral').selectAll().where('id', '=', id).executeTakeFirst()

/** What nobody outside the organisation has ever seen. */
export const isUnsent = ({ status }: Pick<Referral, 'status'>): boolean =>
  status === 'draft' || status === 'dropped'

/** Locks the row until the transaction ends. */
export const lockReferral = (
  trx: Transaction<Database>,
  id: RandomId,
): Promise<Referral | undefined> =>
  trx.selectFrom('referral').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The events of a referral by its two nodes, each chain in order. */
export const listEvents = (
  db: Kysely<Database>,
  id: RandomId,
  nodes: readonly NodeId[],
): Promise<StoredEvent[]> =>
  db
    .selectFrom('referral_event')
    .selectAll()
    .where('referral_id', '=', id)
    .where('node', 'in', nodes)
    .orderBy('node')
    .orderBy('n')
    .execute()

/** A stored event as the fold takes it; its signature was verified before it was stored. */
export const toChained = ({ jws, identity }: StoredEvent): ChainedEvent => ({
  ...ReferralEvent.parse(readJws('cw-event+jws', jws).payload),
  identity,
})

/** One page of an organisation's referrals, last changed first; `before` is where to go on. */
export const listReferrals = (
  db: Kysely<Database>,
  org: RandomId,
  before: { at: Date; id: string } | undefined,
  limit: number,
): Promise<Referral[]> =>
  db
    .selectFrom('referral')
    .selectAll()
    .where('own_org', '=', org)
    .$if(before !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('changed_at', 'id'), '<', tuple(before?.at as Date, before?.id as RandomId)),
      ),
    )
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** What was planned on these referrals is planned anew, and reactions look at them again. */
export async function unsettle(
  trx: Transaction<Database>,
  referrals: readonly RandomId[],
): Promise<void> {
  if (referrals.length === 0) return
  await trx
    .updateTable('referral')
    .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
    .where('id', 'in', referrals)
    .execute()
}
