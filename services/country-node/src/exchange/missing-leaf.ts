import { readJws } from '@causeway/protocol/suite'
import { type Identity, MERGE_DELAY_SECONDS, Receipt, type Seconds } from '@causeway/schemas/wire'
import { type NodeContext, seconds, secondsOf } from '../context.ts'

/** Seconds after the promised time before the hub is accused. */
const PATIENCE_SECONDS = 5 * 60

/**
 * Raises `leaf_missing`, once for each envelope, when its leaf is not in the log five minutes after
 * the hub had promised it. With the hub's receipt that is evidence against the hub (SPEC section 7).
 */
export async function noticeMissingLeaf(context: NodeContext, env: Identity): Promise<void> {
  const { db, log, now } = context
  const due = await findMergeBy(context, env)
  if (due === undefined || seconds(now) <= due + PATIENCE_SECONDS) return
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('leaf_missing')
    .values({ env, noticed_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) {
    log.error({ alarm: 'leaf_missing' }, 'an envelope that the hub took is not in its log')
  }
}

/**
 * What the hub's receipt says of our own; of another node's envelope, the latest that its receipt
 * can say, since the hub took it before it handed it out.
 */
async function findMergeBy({ db }: NodeContext, env: Identity): Promise<Seconds | undefined> {
  const receipt = await db
    .selectFrom('receipt')
    .select('jws')
    .where('env', '=', env)
    .where('kind', '=', 'submission_accepted')
    .executeTakeFirst()
  if (receipt) return Receipt.parse(readJws('cw-receipt+jws', receipt.jws).payload).merge_by
  const mail = await db
    .selectFrom('inbox')
    .select('received_at')
    .where('identity', '=', env)
    .executeTakeFirst()
  return mail && secondsOf(mail.received_at) + MERGE_DELAY_SECONDS
}
