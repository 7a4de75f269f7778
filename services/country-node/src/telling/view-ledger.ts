import type { ToldView } from '@causeway/schemas/api'
import { categoryOf, type Telling } from '@causeway/schemas/record'
import type { Kysely } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { ErasedError } from '../vault/vault.ts'
import { isRestricted, type Restricted } from '../withdrawals/restricted.ts'
import type { OpenLedger } from './read-ledger.ts'
import { reasonContext } from './record-telling.ts'
import { listTellings, type TellingRow, tellingOf, type Which } from './telling-queries.ts'

/**
 * The ledger as a worker reads it. It stays open when she has withdrawn, because it is there to
 * protect her; reasons that touch what is restricted are closed with it.
 */
export async function viewLedger(
  { db, vault }: Pick<NodeContext, 'db' | 'vault'>,
  { topics, times_asked, statutory, account }: OpenLedger,
  which: Which,
  restricted: Restricted,
): Promise<ToldView> {
  const asked_again: Telling[] = []
  for (const row of (await listTellings(db, which)).toReversed()) {
    const because = isRestricted(restricted, row.topic)
      ? undefined
      : await openReason(db, vault, row)
    if (because !== undefined) asked_again.push({ ...tellingOf(row), because })
  }
  return { topics, times_asked, statutory, ...(account ? { account } : {}), asked_again }
}

async function openReason(
  db: Kysely<Database>,
  vault: NodeContext['vault'],
  { id, person_id, referral_id, topic, because_sealed: sealed }: TellingRow,
): Promise<string | undefined> {
  const subject = person_id ?? referral_id
  if (!sealed || !subject) return undefined
  try {
    const bytes = await vault.open(db, subject, categoryOf(topic), sealed, reasonContext(id))
    return bytes.toString()
  } catch (error) {
    if (error instanceof ErasedError) return undefined
    throw error
  }
}
