import type { StoredNode, TreeNode } from '@causeway/protocol/log'
import type { Identity } from '@causeway/schemas/wire'
import type pg from 'pg'
import { NOTE_WITH_COSIGNATURES } from './checkpoint-queries.ts'
import { FIND_NODES, type NodeRow, toBytes, toStoredNode } from './tree-queries.ts'

/*
 * Both nodes of an envelope ask for its proof, so this is as hot as taking it: frozen texts, planned
 * once for each connection under their names. Planning one takes longer than running it.
 */

const FIND_LEAF_PLACE = `
  select leaf_index as index, size, ${NOTE_WITH_COSIGNATURES} as text
  from log_leaf join log_checkpoint on size = coalesce(
    (select max(size) from log_checkpoint where is_witnessed and size > leaf_index),
    (select max(size) from log_checkpoint where size > leaf_index)
  )
  where identity = $1`

export interface LeafPlace {
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
  pool: pg.Pool,
  identity: Identity,
): Promise<LeafPlace | undefined> {
  const values = [toBytes(identity)]
  const { rows } = await pool.query<LeafPlace>({
    name: 'hub-find-leaf-place',
    text: FIND_LEAF_PLACE,
    values,
  })
  return rows[0]
}

/** Those of the nodes that are stored. */
export async function findProofNodes(
  pool: pg.Pool,
  nodes: readonly TreeNode[],
): Promise<StoredNode[]> {
  const values = [nodes.map(({ level }) => level), nodes.map(({ position }) => position)]
  const { rows } = await pool.query<NodeRow>({ name: 'hub-find-nodes', text: FIND_NODES, values })
  return rows.map(toStoredNode)
}

const FIND_SIGNED_SIZE = 'select coalesce(max(size), 0) as size from log_checkpoint'

/** Of how many leaves the largest signed tree is; 0 before the first. */
export async function findSignedSize(pool: pg.Pool): Promise<number> {
  const text = FIND_SIGNED_SIZE
  const { rows } = await pool.query<{ size: number }>({ name: 'hub-find-signed-size', text })
  return rows[0]?.size ?? 0
}
