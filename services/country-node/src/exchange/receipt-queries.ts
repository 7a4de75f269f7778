import type { Identity, RandomId, Receipt } from '@causeway/schemas/wire'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/**
 * Keeps a verified receipt; one that is there already stays as it is. `outbox` is the row that
 * carries it, when it is our own.
 */
export async function storeReceipt(
  trx: Transaction<Database>,
  receipt: Receipt & { identity: Identity },
  jws: string,
  at: Date,
  outbox: RandomId | null = null,
): Promise<void> {
  await trx
    .insertInto('receipt')
    .values({
      identity: receipt.identity,
      env: receipt.env,
      event: receipt.event ?? null,
      kind: receipt.kind,
      by_party: receipt.by,
      code: receipt.code ?? null,
      at: receipt.at,
      jws,
      outbox_id: outbox,
      stored_at: at,
    })
    .onConflict((conflict) => conflict.column('identity').doNothing())
    .execute()
}

/** Evidence about these envelopes, oldest first. */
export const listReceipts = (
  db: Kysely<Database>,
  envelopes: readonly Identity[],
): Promise<Selectable<Database['receipt']>[]> =>
  envelopes.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('receipt')
        .selectAll()
        .where('env', 'in', envelopes)
        .orderBy('at')
        .orderBy('identity')
        .execute()
