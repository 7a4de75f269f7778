import type { Identity, RandomId, Receipt } from '@causeway/schemas/wire'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** A receipt that was verified, or signed here, and its text. */
export interface HeldReceipt {
  receipt: Receipt & { identity: Identity }
  jws: string
}

/**
 * Keeps receipts with one statement, however many; one that is there already stays as it is.
 * `outbox` is the row that carries them, when they are our own.
 */
export async function storeReceipts(
  trx: Transaction<Database>,
  held: readonly HeldReceipt[],
  at: Date,
  outbox: RandomId | null = null,
): Promise<void> {
  const of = <Value>(column: (receipt: Receipt & { identity: Identity }) => Value) =>
    held.map(({ receipt }) => column(receipt))
  await sql`
    insert into receipt (identity, env, event, kind, by_party, code, at, jws, outbox_id, stored_at)
    select *, ${outbox}::text, ${at}::timestamptz from unnest(
      ${of(({ identity }) => identity)}::text[], ${of(({ env }) => env)}::text[],
      ${of(({ event }) => event ?? null)}::text[], ${of(({ kind }) => kind)}::text[],
      ${of(({ by }) => by)}::text[], ${of(({ code }) => code ?? null)}::text[],
      ${of((receipt) => receipt.at)}::bigint[], ${held.map(({ jws }) => jws)}::text[])
    on conflict (identity) do nothing`.execute(trx)
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
