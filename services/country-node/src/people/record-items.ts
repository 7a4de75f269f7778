import {
  categoryOf,
  type ItemCode,
  type ItemEntry,
  type RecordItem,
} from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { itemContext } from './read-items.ts'
import { insertItems, newestItems } from './record-queries.ts'

interface Recorder {
  personId: RandomId
  by: RandomId
}

/**
 * Adds one revision of each entry to the record, sealed. The caller holds the person's row, so
 * that no two revisions get the same number.
 */
export async function recordItems(
  { vault, now }: NodeContext,
  trx: Transaction<Database>,
  { personId, by }: Recorder,
  entries: readonly ItemEntry[],
): Promise<{ code: ItemCode; revision: number }[]> {
  const newest = await newestItems(
    trx,
    personId,
    entries.map((entry) => entry.code),
  )
  const rows = []
  for (const entry of entries) {
    const { code } = entry
    const revision = (newest.find((row) => row.code === code)?.revision ?? 0) + 1
    const item: RecordItem = { ...entry, by, at: seconds(now) }
    const sealed = await vault.seal(
      trx,
      personId,
      categoryOf(code),
      Buffer.from(JSON.stringify(item)),
      itemContext(code, revision),
    )
    rows.push({
      person_id: personId,
      code,
      revision,
      sealed,
      recorded_by: by,
      recorded_at: now(),
    })
  }
  await insertItems(trx, rows)
  return rows.map(({ code, revision }) => ({ code, revision }))
}
