import { type Checkpoint, verifyConsistency } from '@causeway/protocol/log'
import type { Selectable } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { HubClient } from './hub-client.ts'

type LogHead = Selectable<Database['log_head']>
type Alarm = 'log_forked' | 'log_rewound'

/** A checkpoint whose signature was verified, with its text. */
export interface VerifiedCheckpoint extends Checkpoint {
  text: string
}

/**
 * Whether the hub's log, as this checkpoint shows it, is the one that this node has seen before:
 * one of the two trees must be the beginning of the other (SPEC section 7). Keeps the larger of the
 * two; the first checkpoint ever is kept as it is. Raises `log_forked` when the trees differ, and
 * `log_rewound` when the hub's log is smaller than a tree it has signed. Throws `HubUnavailable`.
 */
export async function followLog(
  context: NodeContext,
  hub: HubClient,
  checkpoint: VerifiedCheckpoint,
): Promise<boolean> {
  const head = await findHead(context, checkpoint.origin)
  const alarm = head && (await compare(hub, head, checkpoint))
  if (alarm) {
    context.log.error({ alarm }, 'the log of the hub is not the one it was')
    return false
  }
  if (head && checkpoint.size <= head.size) return true
  const isKept = await keepHead(context, checkpoint, head)
  return isKept || followLog(context, hub, checkpoint)
}

const findHead = ({ db }: NodeContext, origin: string): Promise<LogHead | undefined> =>
  db.selectFrom('log_head').selectAll().where('origin', '=', origin).executeTakeFirst()

async function compare(
  hub: HubClient,
  head: Checkpoint,
  checkpoint: Checkpoint,
): Promise<Alarm | undefined> {
  if (checkpoint.size === head.size) {
    return checkpoint.root === head.root ? undefined : 'log_forked'
  }
  const [older, newer] = checkpoint.size < head.size ? [checkpoint, head] : [head, checkpoint]
  const proof = await hub.consistency(older.size, newer.size)
  if (!proof) return 'log_rewound'
  const isSame = verifyConsistency({
    first: older.size,
    firstRoot: older.root,
    second: newer.size,
    secondRoot: newer.root,
    hashes: proof.hashes,
  })
  return isSame ? undefined : 'log_forked'
}

/** `false` when another process replaced the head that this checkpoint was compared with. */
async function keepHead(
  { db, now }: NodeContext,
  { origin, size, root, text }: VerifiedCheckpoint,
  head: LogHead | undefined,
): Promise<boolean> {
  const row = { size, root, checkpoint: text, seen_at: now() }
  if (!head) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('log_head')
      .values({ origin, ...row })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await db
    .updateTable('log_head')
    .set(row)
    .where('origin', '=', origin)
    .where('size', '=', head.size)
    .where('root', '=', head.root)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
