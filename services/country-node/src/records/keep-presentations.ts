import type { HeldDisclosure, VerifiedRecord } from '@causeway/protocol/record'
import { mergeDisclosures } from '@causeway/protocol/record'
import { Category, categoryOf } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { findIssued } from './issued-queries.ts'
import { keepNewestRevision } from './received-queries.ts'
import { openDisclosures, sealDisclosures } from './seal-disclosures.ts'

/**
 * Keeps what was presented of signed records and may stay here: their newest revisions, the
 * disclosures, to show them onward once she is in care here, and the items to read. All of it is
 * under the keys of this referral, group by group. `false`, and nothing more is kept, when one of
 * the records has a newer revision that was seen here, or made here.
 */
export async function keepPresentations(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: RandomId,
  records: readonly VerifiedRecord[],
): Promise<boolean> {
  for (const record of records.toSorted((a, b) => (a.record.rec < b.record.rec ? -1 : 1))) {
    if (!(await noteNewest(trx, context, record))) return false
  }
  for (const record of records) {
    await keepDisclosures(trx, context, referral, record)
    await keepItems(trx, context, referral, record)
  }
  return true
}

/** Notes a revision as the newest seen; `false` when it is not. */
export async function noteNewest(
  trx: Transaction<Database>,
  { nodeId, now }: Pick<NodeContext, 'nodeId' | 'now'>,
  { record, identity, jwt }: Pick<VerifiedRecord, 'record' | 'identity' | 'jwt'>,
): Promise<boolean> {
  const { rec, iss, rev } = record
  if (iss === nodeId && (await findIssued(trx, rec))?.identity !== identity) return false
  return keepNewestRevision(trx, { rec, iss, rev, identity, jwt, at: now() })
}

async function keepDisclosures(
  trx: Transaction<Database>,
  { vault }: NodeContext,
  referral: RandomId,
  { record: { rec }, jwt, disclosures }: VerifiedRecord,
): Promise<void> {
  for (const category of Category.options) {
    const received = disclosures.filter((disclosure) => disclosure.category === category)
    if (received.length === 0) continue
    const place = { rec, category }
    const row = await trx
      .selectFrom('received_disclosure')
      .select('sealed')
      .where('referral_id', '=', referral)
      .where('rec', '=', rec)
      .where('category', '=', category)
      .executeTakeFirst()
    const before: HeldDisclosure[] = row
      ? await openDisclosures(trx, vault, referral, { ...place, ...row })
      : []
    const merged = mergeDisclosures(jwt, [...before, ...received])
    const sealed = await sealDisclosures(trx, vault, referral, place, merged)
    await trx
      .insertInto('received_disclosure')
      .values({ referral_id: referral, ...place, sealed })
      .onConflict((conflict) =>
        conflict.columns(['referral_id', 'rec', 'category']).doUpdateSet({ sealed }),
      )
      .execute()
  }
}

/** Each item under the key of its group; a newer one takes the place. */
async function keepItems(
  trx: Transaction<Database>,
  { vault }: NodeContext,
  referral: RandomId,
  { record: { rec }, items }: VerifiedRecord,
): Promise<void> {
  for (const item of items) {
    const { code } = item
    const category = categoryOf(code)
    const sealed = await vault.seal(
      trx,
      referral,
      category,
      Buffer.from(JSON.stringify(item)),
      code,
    )
    await trx
      .insertInto('received_item')
      .values({ referral_id: referral, code, category, rec, sealed })
      .onConflict((conflict) =>
        conflict.columns(['referral_id', 'code']).doUpdateSet({ rec, sealed }),
      )
      .execute()
  }
}
