import type { StoredNode, TreeNode } from '@causeway/protocol/log'
import type { Digest, Identity } from '@causeway/schemas/wire'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** Any fixed number; who holds the lock of this number is the sequencer. */
const SEQUENCER_LOCK = 0x6377_2f31

/**
 * Those of the nodes that are stored. `limit` has each looked up on its own: the rows that are read
 * are then these, whatever the planner believes of a table that always grows.
 */
export async function findNodes(
  db: Kysely<Database>,
  nodes: readonly TreeNode[],
): Promise<StoredNode[]> {
  const { rows } = await sql<TreeNode & { hash: Buffer }>`
    select wanted.level, wanted.position, hash
    from unnest(
      ${nodes.map(({ level }) => level)}::smallint[],
      ${nodes.map(({ position }) => position)}::bigint[]
    ) as wanted (level, position), lateral (
      select hash from log_node where level = wanted.level and position = wanted.position limit 1
    ) as stored`.execute(db)
  return rows.map((row) => ({ ...row, hash: toDigest(row.hash) }))
}

/**
 * Makes this transaction the only one that numbers leaves and signs checkpoints, until it ends.
 * `false` when another holds that office; it does not wait.
 */
export async function becomeSequencer(trx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ is_mine: boolean }>`
    select pg_try_advisory_xact_lock(${SEQUENCER_LOCK}) as is_mine`.execute(trx)
  return rows[0]?.is_mine === true
}

/** Takes the oldest of the committed pending leaves off their list. */
export async function takePendingLeaves(
  trx: Transaction<Database>,
  limit: number,
): Promise<Identity[]> {
  const rows = await trx
    .deleteFrom('pending_leaf')
    .where('position', 'in', (pending) =>
      pending.selectFrom('pending_leaf').select('position').orderBy('position').limit(limit),
    )
    .returning(['position', 'identity'])
    .execute()
  return rows.toSorted((a, b) => a.position - b.position).map(({ identity }) => toDigest(identity))
}

/**
 * Adds leaves behind the first `size`, with the subtrees that they complete. Throws on a place or an
 * identity that the log already has: nothing is ever numbered twice.
 */
export async function appendLeaves(
  trx: Transaction<Database>,
  size: number,
  identities: readonly Identity[],
  completed: readonly StoredNode[],
): Promise<void> {
  await sql`
    with leaf as (
      insert into log_leaf (leaf_index, identity)
      select ${size}::bigint + place - 1, identity
      from unnest(${identities.map(toBytes)}::bytea[]) with ordinality as leaf (identity, place)
    )
    insert into log_node (level, position, hash)
    select * from unnest(
      ${completed.map(({ level }) => level)}::smallint[],
      ${completed.map(({ position }) => position)}::bigint[],
      ${completed.map(({ hash }) => toBytes(hash))}::bytea[]
    )`.execute(trx)
}

export const toBytes = (digest: Digest): Buffer => Buffer.from(digest, 'base64url')
export const toDigest = (bytes: Buffer): Digest => bytes.toString('base64url') as Digest
