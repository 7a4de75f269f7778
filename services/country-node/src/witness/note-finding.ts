import type { LogFinding } from '@causeway/schemas/api'
import type { NodeContext } from '../context.ts'

const messages: Record<LogFinding['kind'], string> = {
  log_forked: 'the hub has shown two histories of its log',
  log_rewound: 'the hub no longer has what it has signed',
  log_proof_false: 'the hub gave a proof that does not hold',
  log_cosignature_false: 'a cosignature is not of the node that it names',
  leaf_missing: 'an envelope that the hub took is not in its log',
  mail_unwitnessed: 'too few nodes have confirmed that an envelope is in the log',
}

/** What a hub alone can make as often as it likes, each of another tree: mail has an end. */
const endless: readonly LogFinding['kind'][] = [
  'log_forked',
  'log_rewound',
  'log_cosignature_false',
]
/** How many of each of these are kept: one proves as much as a million, at a quarter of a megabyte. */
const MOST_KEPT = 100

/**
 * Keeps what was found about the hub's log, with what proves it to others, and raises the alarm of
 * this name; once for each thing that it is about, however often and by however many it is found, and
 * not without end.
 */
export async function noteFinding(
  { db, log, now }: Pick<NodeContext, 'db' | 'log' | 'now'>,
  { kind, subject, evidence }: LogFinding,
): Promise<void> {
  if (endless.includes(kind) && (await countFound(db, kind)) >= MOST_KEPT) return
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('log_finding')
    .values({ kind, subject, evidence: JSON.stringify(evidence), noticed_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) log.error({ alarm: kind }, messages[kind])
}

async function countFound(db: NodeContext['db'], kind: LogFinding['kind']): Promise<number> {
  const { count } = await db
    .selectFrom('log_finding')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return count
}
