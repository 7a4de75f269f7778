import type { Identity } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import { noteWithCosignatures } from './checkpoint-queries.ts'
import { toBytes } from './tree-queries.ts'

interface LeafPlace {
  /** Counted from 0. */
  index: number
  size: number
  /** The checkpoint of that size with its cosignatures. */
  text: string
}

/**
 * Where a leaf stands, and the checkpoint to prove it in: the newest witnessed one that has it, else
 * the newest. `undefined` while none has it.
 */
export async function findLeafPlace(
  db: Kysely<Database>,
  identity: Identity,
): Promise<LeafPlace | undefined> {
  const { rows } = await sql<LeafPlace>`
    select leaf_index as index, size, ${noteWithCosignatures} as text
    from log_leaf join log_checkpoint on size = coalesce(
      (select max(size) from log_checkpoint where is_witnessed and size > leaf_index),
      (select max(size) from log_checkpoint where size > leaf_index)
    )
    where identity = ${toBytes(identity)}`.execute(db)
  return rows[0]
}

/** Of how many leaves the largest signed tree is; 0 before the first. */
export async function findSignedSize(db: Kysely<Database>): Promise<number> {
  const { size } = await db
    .selectFrom('log_checkpoint')
    .select(({ fn }) => fn.max<number | null>('size').as('size'))
    .executeTakeFirstOrThrow()
  return size ?? 0
}
