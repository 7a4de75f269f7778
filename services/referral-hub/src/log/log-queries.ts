import type { StoredNode, TreeNode } from '@causeway/protocol/log'
import type { Digest, Identity, Seconds } from '@causeway/schemas/wire'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** Any fixed number; who holds the lock of this number is the sequencer. */
const SEQUENCER_LOCK = 0x6377_2f31
const SECONDS_AN_HOUR = 3600

export interface StoredCheckpoint {
  size: number
  root: Digest
  note: string
}

export async function findNewestCheckpoint(
  db: Kysely<Database>,
): Promise<StoredCheckpoint | undefined> {
  const row = await db
    .selectFrom('log_checkpoint')
    .select(['size', 'root', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, root: toDigest(row.root) }
}

/** Where a leaf stands in the log; `undefined` while it is pending or was never accepted. */
export async function findLeafIndex(
  db: Kysely<Database>,
  identity: Identity,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('log_leaf')
    .select('leaf_index')
    .where('identity', '=', toBytes(identity))
    .executeTakeFirst()
  return row?.leaf_index
}

export async function findNodes(
  db: Kysely<Database>,
  nodes: readonly TreeNode[],
): Promise<StoredNode[]> {
  const { rows } = await sql<TreeNode & { hash: Buffer }>`
    select level, position, hash from log_node join unnest(
      ${nodes.map(({ level }) => level)}::smallint[],
      ${nodes.map(({ position }) => position)}::bigint[]
    ) as wanted (level, position) using (level, position)`.execute(db)
  return rows.map((row) => ({ ...row, hash: toDigest(row.hash) }))
}

export async function isAnyLeafPending(db: Kysely<Database>): Promise<boolean> {
  const row = await db.selectFrom('pending_leaf').select('position').limit(1).executeTakeFirst()
  return row !== undefined
}

/**
 * Makes this transaction the only one that numbers leaves, until it ends. `false` when another
 * holds that office; it does not wait.
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

/** Throws on a place or an identity that the log already has: nothing is ever numbered twice. */
export async function appendLeaves(
  trx: Transaction<Database>,
  size: number,
  identities: readonly Identity[],
): Promise<void> {
  await sql`
    insert into log_leaf (leaf_index, identity)
    select ${size}::bigint + place - 1, identity
    from unnest(${identities.map(toBytes)}::bytea[]) with ordinality as leaf (identity, place)
  `.execute(trx)
}

export async function appendNodes(
  trx: Transaction<Database>,
  nodes: readonly StoredNode[],
): Promise<void> {
  await sql`
    insert into log_node (level, position, hash)
    select * from unnest(
      ${nodes.map(({ level }) => level)}::smallint[],
      ${nodes.map(({ position }) => position)}::bigint[],
      ${nodes.map(({ hash }) => toBytes(hash))}::bytea[]
    )`.execute(trx)
}

/** Keeps the newest checkpoint, and of earlier hours the last of each. */
export async function replaceCheckpoint(
  trx: Transaction<Database>,
  { size, root, note }: StoredCheckpoint,
  at: Seconds,
): Promise<void> {
  const startOfHour = at - (at % SECONDS_AN_HOUR)
  await trx.deleteFrom('log_checkpoint').where('at', '>=', startOfHour).execute()
  await trx
    .insertInto('log_checkpoint')
    .values({ size, root: toBytes(root), note, at })
    .execute()
}

const toBytes = (digest: Digest): Buffer => Buffer.from(digest, 'base64url')
const toDigest = (bytes: Buffer): Digest => bytes.toString('base64url') as Digest
