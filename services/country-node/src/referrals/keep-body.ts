import { categoryOf } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { CheckedBody } from './bodies/body-rule.ts'

/**
 * Encrypts what is kept of a body as a whole. Inside the transaction that keeps it, so that an event
 * that is refused leaves not even a key behind.
 */
export async function sealWhole(
  trx: Transaction<Database>,
  { vault }: NodeContext,
  referral: RandomId,
  body: CheckedBody | undefined,
): Promise<Buffer | undefined> {
  if (!body?.whole) return undefined
  const { category, value } = body.whole
  return vault.seal(trx, referral, category, Buffer.from(JSON.stringify(value)), category)
}

/** Keeps the items of a packet, each under the key of its category; a newer one takes the place. */
export async function keepItems(
  trx: Transaction<Database>,
  { vault }: NodeContext,
  referral: RandomId,
  items: NonNullable<CheckedBody['items']>,
): Promise<void> {
  for (const item of items) {
    const { code } = item
    const category = categoryOf(code)
    const bytes = Buffer.from(JSON.stringify(item))
    const sealed = await vault.seal(trx, referral, category, bytes, code)
    await trx
      .insertInto('received_item')
      .values({ referral_id: referral, code, category, sealed })
      .onConflict((conflict) => conflict.columns(['referral_id', 'code']).doUpdateSet({ sealed }))
      .execute()
  }
}
