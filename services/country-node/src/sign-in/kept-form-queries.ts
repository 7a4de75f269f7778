import type { RandomId } from '@causeway/schemas/wire'
import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { destroyDataKeys } from '../vault/data-key-queries.ts'

/** Who typed it, and at which page of the node. */
export interface KeptPlace {
  pseudonym: RandomId
  org: RandomId
  path: string
}

export const findKept = (
  db: Kysely<Database>,
  { pseudonym, org, path }: KeptPlace,
  notBefore: Date,
) =>
  db
    .selectFrom('kept_form')
    .select(['id', 'sealed'])
    .where('pseudonym', '=', pseudonym)
    .where('org', '=', org)
    .where('path', '=', path)
    .where('kept_at', '>', notBefore)
    .executeTakeFirst()

/** Puts it in the place of what was kept there before. */
export async function replaceKept(
  trx: Transaction<Database>,
  row: Insertable<Database['kept_form']>,
): Promise<void> {
  const { pseudonym, org, path } = row
  const earlier = await trx
    .deleteFrom('kept_form')
    .where('pseudonym', '=', pseudonym)
    .where('org', '=', org)
    .where('path', '=', path)
    .returning('id')
    .execute()
  for (const { id } of earlier) await destroyDataKeys(trx, id)
  await trx.insertInto('kept_form').values(row).execute()
}

/** Deletes what is older, with the keys by which it could be read. */
export async function deleteKept(trx: Transaction<Database>, until: Date): Promise<void> {
  const old = await trx
    .deleteFrom('kept_form')
    .where('kept_at', '<=', until)
    .returning('id')
    .execute()
  for (const { id } of old) await destroyDataKeys(trx, id)
}
