import { completedBy, leafHash, type StoredNode, type TreeNode } from '@causeway/protocol/log'
import type { Digest, Identity } from '@causeway/schemas/wire'
import { type Kysely, sql, type Transaction } from 'kysely'
import { bigintArray, byteaArray } from '../database/binary-arrays.ts'
import type { Database } from '../database/schema.ts'

/** Any fixed number; who holds the lock of this number is the sequencer. */
const SEQUENCER_LOCK = 0x6377_2f31

/**
 * Of subtrees smaller than this nothing is stored: a proof computes what it needs of them from six
 * leaves at most, and a leaf costs half a row in place of two.
 */
const LOWEST_STORED = 2

/** Those of the nodes that are stored, or all leaves of which are. */
export async function findNodes(
  db: Kysely<Database>,
  nodes: readonly TreeNode[],
): Promise<StoredNode[]> {
  const hashes = await findHashes(db, nodes.flatMap(rowsOf))
  let next = 0
  return nodes.flatMap((node) => {
    const rows = rowsOf(node).map(() => hashes[next++])
    const hash = rows.includes(undefined) ? undefined : joined(rows as Digest[])
    return hash ? [{ ...node, hash }] : []
  })
}

/** What is read for a node: itself, or its leaves. */
const rowsOf = (node: TreeNode): TreeNode[] =>
  node.level >= LOWEST_STORED
    ? [node]
    : Array.from({ length: 2 ** node.level }, (_, offset) => ({
        level: 0,
        position: node.position * 2 ** node.level + offset,
      }))

/** The hash of a complete subtree: it is the last thing that its last leaf completes. */
const joined = (hashes: readonly Digest[]): Digest | undefined =>
  completedBy(0, hashes, () => undefined).at(-1)?.hash

/**
 * The hash of each row, in order. `limit` has each looked up on its own: the rows that are read are
 * then these, whatever the planner believes of tables that always grow.
 */
async function findHashes(
  db: Kysely<Database>,
  wanted: readonly TreeNode[],
): Promise<(Digest | undefined)[]> {
  const { rows } = await sql<{ hash: Buffer | null; identity: Buffer | null }>`
    select
      (select hash from log_node
        where log_node.level = wanted.level and log_node.position = wanted.position limit 1),
      (select identity from log_leaf
        where wanted.level = 0 and leaf_index = wanted.position limit 1)
    from unnest(
      ${bigintArray(wanted.map(({ level }) => level))}::bigint[],
      ${bigintArray(wanted.map(({ position }) => position))}::bigint[]
    ) with ordinality as wanted (level, position, place)
    order by place`.execute(db)
  return rows.map(({ hash, identity }) => {
    if (identity) return leafHash('env', toDigest(identity))
    return hash ? toDigest(hash) : undefined
  })
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
 * Adds leaves behind the first `size`, and of the subtrees that they complete those that are stored.
 * Throws on a place or an identity that the log already has: nothing is ever numbered twice.
 */
export async function appendLeaves(
  trx: Transaction<Database>,
  size: number,
  identities: readonly Identity[],
  completed: readonly StoredNode[],
): Promise<void> {
  const nodes = completed.filter(({ level }) => level >= LOWEST_STORED)
  await sql`
    with leaf as (
      insert into log_leaf (leaf_index, identity)
      select ${size}::bigint + place - 1, identity
      from unnest(${byteaArray(identities.map(toBytes))}::bytea[])
        with ordinality as leaf (identity, place)
    )
    insert into log_node (level, position, hash)
    select * from unnest(
      ${bigintArray(nodes.map(({ level }) => level))}::bigint[],
      ${bigintArray(nodes.map(({ position }) => position))}::bigint[],
      ${byteaArray(nodes.map(({ hash }) => toBytes(hash)))}::bytea[]
    )`.execute(trx)
}

export const toBytes = (digest: Digest): Buffer => Buffer.from(digest, 'base64url')
export const toDigest = (bytes: Buffer): Digest => bytes.toString('base64url') as Digest
