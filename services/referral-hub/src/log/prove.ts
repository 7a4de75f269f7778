import {
  consistencyNodes,
  consistencyProofFrom,
  EMPTY_ROOT,
  inclusionNodes,
  inclusionProofFrom,
  nodeReader,
  signCheckpoint,
} from '@causeway/protocol/log'
import { Problem } from '@causeway/schemas/problems'
import type { ConsistencyProof, Identity, InclusionProof } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { findLeafIndex, findNewestCheckpoint, findNodes } from './log-queries.ts'
import type { LogSigner } from './sequence-leaves.ts'

/** The newest checkpoint; that of the empty log before the first leaf. */
export async function currentCheckpoint(db: Kysely<Database>, signer: LogSigner): Promise<string> {
  const newest = await findNewestCheckpoint(db)
  return (
    newest?.note ??
    signCheckpoint({ origin: signer.origin, size: 0, root: EMPTY_ROOT }, signer.skey)
  )
}

/**
 * That this envelope is in the log of the newest checkpoint. Throws `Problem('missing')` while its
 * leaf is pending, and for what was never accepted.
 */
export async function proveInclusion(
  db: Kysely<Database>,
  identity: Identity,
): Promise<InclusionProof> {
  const index = await findLeafIndex(db, identity)
  const newest = await findNewestCheckpoint(db)
  if (index === undefined || newest === undefined) throw new Problem('missing')
  const { size, note } = newest
  const nodes = await findNodes(db, inclusionNodes(index, size))
  const hashes = inclusionProofFrom(index, size, nodeReader(nodes))
  return { identity, index, size, hashes, checkpoint: note }
}

/**
 * That the log of `first` leaves is the beginning of that of `second`. Throws `Problem`: `format`
 * when `first` is the larger, `missing` when the log is not yet as large as `second`.
 */
export async function proveConsistency(
  db: Kysely<Database>,
  first: number,
  second: number,
): Promise<ConsistencyProof> {
  if (first > second) throw new Problem('format')
  const newest = await findNewestCheckpoint(db)
  if (newest === undefined || second > newest.size) throw new Problem('missing')
  const nodes = await findNodes(db, consistencyNodes(first, second))
  return { first, second, hashes: consistencyProofFrom(first, second, nodeReader(nodes)) }
}
