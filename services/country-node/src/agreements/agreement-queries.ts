import type { Receiver } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** Group of the vault that holds wordings; one of the node's own beside those of the record. */
export const WORDING = 'agreement'

export type Agreement = Selectable<Database['agreement']>
export type StoredGrant = Selectable<Database['agreement_grant']>
type StoredEvent = Selectable<Database['agreement_event']>

export const findAgreement = (db: Kysely<Database>, id: RandomId): Promise<Agreement | undefined> =>
  db.selectFrom('agreement').selectAll().where('id', '=', id).executeTakeFirst()

/** Newest first. */
export const findAgreements = (db: Kysely<Database>, personId: RandomId): Promise<Agreement[]> =>
  db
    .selectFrom('agreement')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('valid_from', 'desc')
    .orderBy('id')
    .execute()

/** The id under which this receiver knows her already: the same in each of its agreements. */
export async function findAlias(
  trx: Transaction<Database>,
  personId: RandomId,
  receiver: Receiver,
): Promise<RandomId | undefined> {
  const earlier = await trx
    .selectFrom('agreement')
    .select('person_alias')
    .where('person_id', '=', personId)
    .where('receiver_node', '=', receiver.node)
    .where('receiver_org', '=', receiver.org)
    .limit(1)
    .executeTakeFirst()
  return earlier?.person_alias
}

export async function insertAgreement(
  trx: Transaction<Database>,
  agreement: Insertable<Database['agreement']>,
  grants: readonly Insertable<Database['agreement_grant']>[],
): Promise<void> {
  await trx.insertInto('agreement').values(agreement).execute()
  if (grants.length > 0) {
    await trx
      .insertInto('agreement_grant')
      .values([...grants])
      .execute()
  }
}

/** Says what became of an agreement: all rows together are where it stands. */
export async function insertAgreementEvent(
  trx: Transaction<Database>,
  event: Partial<Insertable<Database['agreement_event']>> &
    Pick<StoredEvent, 'agreement_id' | 'kind' | 'by' | 'at'>,
): Promise<void> {
  await trx.insertInto('agreement_event').values(event).execute()
}

export const listGrants = (
  db: Kysely<Database>,
  agreements: readonly RandomId[],
): Promise<StoredGrant[]> =>
  agreements.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('agreement_grant')
        .selectAll()
        .where('agreement_id', 'in', agreements)
        .orderBy('category')
        .orderBy('gid')
        .execute()

/** In the order in which they were written. */
export const listAgreementEvents = (
  db: Kysely<Database>,
  agreements: readonly RandomId[],
): Promise<StoredEvent[]> =>
  agreements.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('agreement_event')
        .selectAll()
        .where('agreement_id', 'in', agreements)
        .orderBy('position')
        .execute()
