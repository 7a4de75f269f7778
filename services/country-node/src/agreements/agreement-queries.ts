import type { Receiver } from '@causeway/schemas/record'
import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export type Agreement = Selectable<Database['agreement']>

export const findAgreement = (db: Kysely<Database>, id: RandomId): Promise<Agreement | undefined> =>
  db.selectFrom('agreement').selectAll().where('id', '=', id).executeTakeFirst()

/** From the moment it was given until, and not including, the moment it expires. */
export const isInForce = (
  agreement: Pick<Agreement, 'valid_from' | 'expires_at'>,
  at: Seconds,
): boolean => agreement.valid_from <= at && at < agreement.expires_at

/** Newest first. */
export const findAgreements = (db: Kysely<Database>, personId: RandomId): Promise<Agreement[]> =>
  db
    .selectFrom('agreement')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('valid_from', 'desc')
    .orderBy('id')
    .execute()

/** An earlier agreement of this person for the same receiver. */
export const findAgreementFor = (
  trx: Transaction<Database>,
  personId: RandomId,
  receiver: Receiver,
): Promise<Agreement | undefined> =>
  trx
    .selectFrom('agreement')
    .selectAll()
    .where('person_id', '=', personId)
    .where('receiver_node', '=', receiver.node)
    .where('receiver_org', '=', receiver.org)
    .limit(1)
    .executeTakeFirst()

export async function insertAgreement(
  trx: Transaction<Database>,
  agreement: Agreement,
): Promise<void> {
  await trx.insertInto('agreement').values(agreement).execute()
}
