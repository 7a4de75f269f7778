import type { Digest, NodeId, Seconds } from '@causeway/schemas/wire'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { SECONDS_AN_HOUR } from './checkpoint-queries.ts'
import { toDigest } from './tree-queries.ts'

/** The root of a tree whose checkpoint is kept. */
export async function findSignedRoot(
  db: Kysely<Database>,
  size: number,
): Promise<Digest | undefined> {
  const row = await db
    .selectFrom('log_checkpoint')
    .select('root')
    .where('size', '=', size)
    .executeTakeFirst()
  return row && toDigest(row.root)
}

/** Nobody changes or drops this checkpoint until the transaction ends. `undefined`: there is none. */
export const lockCheckpoint = (
  trx: Transaction<Database>,
  size: number,
): Promise<{ is_witnessed: boolean } | undefined> =>
  trx
    .selectFrom('log_checkpoint')
    .select('is_witnessed')
    .where('size', '=', size)
    .forUpdate()
    .executeTakeFirst()

interface StoredCosignature {
  size: number
  node: NodeId
  at: Seconds
  line: string
}

/** Of each node the first stays. */
export async function addCosignature(
  trx: Transaction<Database>,
  cosignature: StoredCosignature,
): Promise<void> {
  await trx
    .insertInto('log_cosignature')
    .values(cosignature)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** How many of these nodes have cosigned. */
export async function countCosignatures(
  db: Kysely<Database>,
  size: number,
  nodes: readonly NodeId[],
): Promise<number> {
  const { count } = await db
    .selectFrom('log_cosignature')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('size', '=', size)
    .where('node', 'in', nodes)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * This checkpoint has a quorum. The one that was the newest with a quorum before is dropped, unless
 * it is the last of its hour, as the one that follows it then shows.
 */
export async function markWitnessed(trx: Transaction<Database>, size: number): Promise<void> {
  await trx
    .updateTable('log_checkpoint')
    .set({ is_witnessed: true })
    .where('size', '=', size)
    .execute()
  await sql`
    delete from log_checkpoint as former
    where size = (select max(size) from log_checkpoint where is_witnessed and size < ${size})
      and at / ${sql.lit(SECONDS_AN_HOUR)} = (
        select at / ${sql.lit(SECONDS_AN_HOUR)} from log_checkpoint
        where size > former.size order by size limit 1
      )`.execute(trx)
}
