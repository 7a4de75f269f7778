import { categoryOf, type ItemCode, RecordItem } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Vault } from '../vault/vault.ts'
import { newestItems } from './record-queries.ts'

/** What binds a sealed item to its place in the record. */
export const itemContext = (code: ItemCode, revision: number): string => `${code}/${revision}`

/**
 * The newest revision of each item, or of those named, in the order of their codes. Items whose
 * category was erased are no longer part of the record and are left out. Throws `SealBrokenError`
 * when a stored item is not what was sealed.
 */
export async function readItems(
  db: Kysely<Database>,
  vault: Vault,
  personId: RandomId,
  codes?: readonly ItemCode[],
): Promise<RecordItem[]> {
  const rows = await newestItems(db, personId, codes)
  const values = rows.map(({ code, revision, sealed }) => ({
    category: categoryOf(code),
    sealed,
    context: itemContext(code, revision),
  }))
  const opened = await vault.openAll(db, personId, values)
  return opened.flatMap((text) => (text ? RecordItem.parse(JSON.parse(text.toString())) : []))
}
