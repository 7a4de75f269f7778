import {
  consistencyNodes,
  consistencyProofFrom,
  inclusionNodes,
  inclusionProofFrom,
  nodeReader,
} from '@causeway/protocol/log'
import { Problem } from '@causeway/schemas/problems'
import type { ConsistencyProof, Identity, InclusionProof } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { findLeafPlace, findSignedSize } from './proof-queries.ts'
import { findNodes } from './tree-queries.ts'

/**
 * That this envelope is in the log: of the newest witnessed checkpoint that has it, else of the
 * newest. Reads two rows for each level of the tree at most, and two more. Throws
 * `Problem('missing')` while no checkpoint has its leaf, and for what was never accepted.
 */
export async function proveInclusion(
  db: Kysely<Database>,
  identity: Identity,
): Promise<InclusionProof> {
  const place = await findLeafPlace(db, identity)
  if (place === undefined) throw new Problem('missing')
  const { index, size, text } = place
  const nodes = await findNodes(db, inclusionNodes(index, size))
  const hashes = inclusionProofFrom(index, size, nodeReader(nodes))
  return { identity, index, size, hashes, checkpoint: text }
}

/**
 * That the log of `first` leaves is the beginning of that of `second`. Throws `Problem`: `format`
 * when `first` is the larger, `missing` when no tree as large as `second` was signed yet.
 */
export async function proveConsistency(
  db: Kysely<Database>,
  first: number,
  second: number,
): Promise<ConsistencyProof> {
  if (first > second) throw new Problem('format')
  if (second > (await findSignedSize(db))) throw new Problem('missing')
  const nodes = await findNodes(db, consistencyNodes(first, second))
  return { first, second, hashes: consistencyProofFrom(first, second, nodeReader(nodes)) }
}
