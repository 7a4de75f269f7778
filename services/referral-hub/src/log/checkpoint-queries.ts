import type { Digest, Seconds } from '@causeway/schemas/wire'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { toBytes, toDigest } from './tree-queries.ts'

/** Of an hour the last checkpoint is kept. */
export const SECONDS_AN_HOUR = 3600

/**
 * How many cosignatures a text carries: so many of them, with the longest names, fit into the
 * 131,072 characters that a node reads. They are a quorum of up to 77 nodes.
 */
const MAX_LINES = 39

/** The note of a row of `log_checkpoint`, with the cosignatures below it. */
export const noteWithCosignatures = sql<string>`note || coalesce((
  select string_agg(line, '' order by node) from (
    select node, line from log_cosignature where size = log_checkpoint.size
    order by node limit ${sql.lit(MAX_LINES)}
  ) as cosignature
), '')`

export interface SignedTree {
  size: number
  root: Digest
  at: Seconds
  isWitnessed: boolean
}

/** Where the log stands: all that says whether there is something to number or to sign. */
export interface LogState {
  /** How many leaves have a number. */
  size: number
  isAnyPending: boolean
  newest: SignedTree | undefined
}

/**
 * Whether a leaf is pending is asked of the index: a table that is emptied all the time is full of
 * rows that are gone, and a scan would pass them all.
 */
export async function findLogState(db: Kysely<Database>): Promise<LogState> {
  const { rows } = await sql<State>`
    select (select coalesce(max(leaf_index) + 1, 0) from log_leaf) as leaves,
      (select min(position) from pending_leaf) is not null as is_any_pending,
      newest.size, newest.root, newest.at, newest.is_witnessed
    from (values (true)) as always left join lateral (
      select size, root, at, is_witnessed from log_checkpoint order by size desc limit 1
    ) as newest on true`.execute(db)
  const [{ leaves, is_any_pending: isAnyPending, is_witnessed: isWitnessed, ...newest }] = rows as [
    State,
  ]
  if (newest.size === null) return { size: leaves, isAnyPending, newest: undefined }
  return {
    size: leaves,
    isAnyPending,
    newest: { size: newest.size, root: toDigest(newest.root), at: newest.at, isWitnessed },
  }
}

type State = { leaves: number; is_any_pending: boolean; is_witnessed: boolean } & (
  | { size: number; root: Buffer; at: Seconds }
  | { size: null; root: null; at: null }
)

/** The newest checkpoint with its cosignatures; `undefined` before the first leaf. */
export const findNewestText = (
  db: Kysely<Database>,
): Promise<{ size: number; is_witnessed: boolean; text: string } | undefined> =>
  db
    .selectFrom('log_checkpoint')
    .select(['size', 'is_witnessed', noteWithCosignatures.as('text')])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()

interface NewCheckpoint {
  size: number
  root: Digest
  note: string
  at: Seconds
}

export async function addCheckpoint(
  trx: Transaction<Database>,
  { root, ...checkpoint }: NewCheckpoint,
): Promise<void> {
  await trx
    .insertInto('log_checkpoint')
    .values({ ...checkpoint, root: toBytes(root) })
    .execute()
}

/**
 * Drops the checkpoint before one signed at `at`, unless it is the last of its hour, or has a quorum
 * and is therefore the newest that has. Both is asked of the row as it is once it is locked: a
 * quorum may be reached at this moment.
 */
export async function dropPredecessor(
  trx: Transaction<Database>,
  size: number,
  at: Seconds,
): Promise<void> {
  await trx
    .deleteFrom('log_checkpoint')
    .where('size', '=', size)
    .where('at', '>=', at - (at % SECONDS_AN_HOUR))
    .where('is_witnessed', '=', false)
    .execute()
}
