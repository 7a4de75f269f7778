import { type Checkpoint, quorumOf, verifyConsistency } from '@causeway/protocol/log'
import type { LogFinding } from '@causeway/schemas/api'
import type { Selectable } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { HubClient } from '../exchange/hub-client.ts'
import { noteFinding } from './note-finding.ts'
import type { SeenCheckpoint } from './read-checkpoint.ts'

export type LogHead = Selectable<Database['log_head']>

/** What this node knows of the hub's log; `undefined` before it has seen anything of it. */
export const findHead = ({
  db,
  directory,
}: Pick<NodeContext, 'db' | 'directory'>): Promise<LogHead | undefined> =>
  db
    .selectFrom('log_head')
    .selectAll()
    .where('origin', '=', directory.logTrust.origin)
    .executeTakeFirst()

/**
 * Whether the hub's log, as this checkpoint shows it, is the one that this node has seen before:
 * one of the two trees must be the beginning of the other (SPEC section 7). Keeps the larger of the
 * two, and the larger of those that are witnessed; the first checkpoint ever is kept as it is.
 * Raises `log_forked` when the trees differ, and `log_rewound` when the hub's log is smaller than a
 * tree it has signed. Throws `HubUnavailable`.
 */
export async function followLog(
  context: NodeContext,
  hub: HubClient,
  seen: SeenCheckpoint,
): Promise<boolean> {
  const head = await findHead(context)
  const finding = head && (await compare(hub, head, seen))
  if (finding) {
    await noteFinding(context, finding)
    return false
  }
  if (seen.size > (head?.size ?? 0) && !(await keepHead(context, seen, head))) {
    return followLog(context, hub, seen)
  }
  if (seen.isWitnessed) await keepWitnessed(context, seen)
  return true
}

async function compare(
  hub: HubClient,
  head: LogHead,
  seen: SeenCheckpoint,
): Promise<LogFinding | undefined> {
  const subject = head.root
  const evidence = { held: head.checkpoint, shown: seen.text }
  if (seen.size === head.size) {
    return seen.root === head.root ? undefined : { kind: 'log_forked', subject, evidence }
  }
  // Nothing can be proven from the empty tree; that the log still has all of ours, it can.
  const [older, newer]: [Checkpoint, Checkpoint] =
    seen.size === 0 ? [head, head] : seen.size < head.size ? [seen, head] : [head, seen]
  const proof = await hub.consistency(older.size, newer.size)
  if (!proof) return { kind: 'log_rewound', subject, evidence }
  const { hashes } = proof
  const isSame = verifyConsistency({
    first: older.size,
    firstRoot: older.root,
    second: newer.size,
    secondRoot: newer.root,
    hashes,
  })
  return isSame ? undefined : { kind: 'log_forked', subject, evidence: { ...evidence, hashes } }
}

/** `false` when another process replaced the head that this checkpoint was compared with. */
async function keepHead(
  { db, now }: NodeContext,
  { origin, size, root, text }: SeenCheckpoint,
  head: LogHead | undefined,
): Promise<boolean> {
  const row = { size, root, checkpoint: text, seen_at: now(), cosignature: null }
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

/** Only forward; of one size the longer text, which has the lines of more nodes. */
async function keepWitnessed(
  { db, directory, now }: NodeContext,
  { origin, size, text, cosignatures }: SeenCheckpoint,
): Promise<void> {
  const quorum = quorumOf(directory.logTrust.nodes.length)
  const at = cosignatures.map((line) => line.at).toSorted((a, b) => a - b)[quorum - 1]
  const witnessed_at = at === undefined ? now() : new Date(at * 1000)
  await db
    .updateTable('log_head')
    .set({ witnessed_size: size, witnessed: text, witnessed_at })
    .where('origin', '=', origin)
    .where((eb) =>
      eb.or([
        eb('witnessed_size', 'is', null),
        eb('witnessed_size', '<', size),
        eb.and([
          eb('witnessed_size', '=', size),
          eb(eb.fn('length', ['witnessed']), '<', text.length),
        ]),
      ]),
    )
    .execute()
}
