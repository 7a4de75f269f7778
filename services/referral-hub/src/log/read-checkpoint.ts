import { EMPTY_ROOT, signCheckpoint } from '@causeway/protocol/log'
import type { CheckpointQuery, NodeId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../database/schema.ts'
import { poll } from '../waiting/poll.ts'
import type { WaitingRoom } from '../waiting/waiting-room.ts'
import { findNewestText } from './checkpoint-queries.ts'
import type { LogSigner } from './sequence-leaves.ts'

export interface ReadableLog {
  db: Kysely<Database>
  signer: LogSigner
  waitingRoom: WaitingRoom
}

/** The row of the waiting room in which all nodes wait for the next checkpoint. */
export const ROW_OF_LOG = 'log'

/**
 * The newest checkpoint, that of the empty log before the first leaf; while it is of no more than
 * `after` leaves, waits up to `wait` seconds for a larger one, or for the quorum of the one that is
 * there. `gone` ends the wait of a caller that no longer listens.
 */
export function readCheckpoint(
  { db, signer: { origin, skey }, waitingRoom }: ReadableLog,
  node: NodeId,
  { after, wait }: z.infer<typeof CheckpointQuery>,
  gone: AbortSignal,
): Promise<string> {
  let isQuorumAwaited = false
  const look = async () => {
    const newest = await findNewestText(db)
    if (newest === undefined) {
      return { value: signCheckpoint({ origin, size: 0, root: EMPTY_ROOT }, skey), isNews: false }
    }
    const isNews = newest.size > after || (isQuorumAwaited && newest.is_witnessed)
    isQuorumAwaited = !newest.is_witnessed
    return { value: newest.text, isNews }
  }
  return poll(waitingRoom, { row: ROW_OF_LOG, node, seconds: wait, gone, look })
}
