import {
  consistencyNodes,
  consistencyProofFrom,
  inclusionNodes,
  inclusionProofFrom,
  nodeReader,
} from '@causeway/protocol/log'
import { Problem } from '@causeway/schemas/problems'
import type { ConsistencyProof, Identity, InclusionProof } from '@causeway/schemas/wire'
import type pg from 'pg'
import { findLeafPlace, findProofNodes, findSignedSize } from './proof-statements.ts'

/**
 * That this envelope is in the log: of the newest witnessed checkpoint that has it, else of the
 * newest. Reads one node for each level of the tree at most. Throws `Problem('missing')` while no
 * checkpoint has its leaf, and for what was never accepted.
 */
export async function proveInclusion(pool: pg.Pool, identity: Identity): Promise<InclusionProof> {
  const place = await findLeafPlace(pool, identity)
  if (place === undefined) throw new Problem('missing')
  const { index, size, text } = place
  const nodes = await findProofNodes(pool, inclusionNodes(index, size))
  const hashes = inclusionProofFrom(index, size, nodeReader(nodes))
  return { identity, index, size, hashes, checkpoint: text }
}

/**
 * That the log of `first` leaves is the beginning of that of `second`. Throws `Problem`: `format`
 * when `first` is the larger, `missing` when no tree as large as `second` was signed yet.
 */
export async function proveConsistency(
  pool: pg.Pool,
  first: number,
  second: number,
): Promise<ConsistencyProof> {
  if (first > second) throw new Problem('format')
  if (second > (await findSignedSize(pool))) throw new Problem('missing')
  const nodes = await findProofNodes(pool, consistencyNodes(first, second))
  return { first, second, hashes: consistencyProofFrom(first, second, nodeReader(nodes)) }
}
