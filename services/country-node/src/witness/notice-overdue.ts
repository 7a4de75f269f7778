import { readJws } from '@causeway/protocol/suite'
import {
  type CompactJws,
  type Identity,
  type InclusionProof,
  MERGE_DELAY_SECONDS,
  Receipt,
  type Seconds,
} from '@causeway/schemas/wire'
import { type NodeContext, seconds, secondsOf } from '../context.ts'
import { noteFinding } from './note-finding.ts'

/** Seconds after the promised time before the hub is accused. */
const PATIENCE_SECONDS = 5 * 60

/**
 * How long an envelope is overdue, in steps that double, the first when patience is over: at each it
 * is asked for again, so that thousands that nobody can prove are no load on anybody.
 */
export function stepOf(now: Date, since: Date): number {
  const over = (now.getTime() - since.getTime()) / 1000 - MERGE_DELAY_SECONDS - PATIENCE_SECONDS
  return over <= 0 ? 0 : 1 + Math.floor(Math.log2(1 + over / PATIENCE_SECONDS))
}

/**
 * Raises an alarm, once for each envelope, when five minutes after the time that the hub had promised
 * its leaf is not in the log (`leaf_missing`), or is, as the given proof shows, in no tree that a
 * quorum has cosigned (`mail_unwitnessed`). With the hub's receipt the first is evidence against the
 * hub (SPEC section 7).
 */
export async function noticeOverdue(
  context: NodeContext,
  env: Identity,
  proof?: InclusionProof,
): Promise<void> {
  const promised = await findPromise(context, env)
  const asked_at = seconds(context.now)
  if (!promised || asked_at <= promised.merge_by + PATIENCE_SECONDS) return
  const evidence = { ...promised, asked_at }
  await noteFinding(
    context,
    proof
      ? { kind: 'mail_unwitnessed', subject: env, evidence: { ...evidence, proof } }
      : { kind: 'leaf_missing', subject: env, evidence },
  )
}

/**
 * What the hub's receipt says of our own; of another node's envelope, the latest that its receipt
 * can say, since the hub took it before it handed it out.
 */
async function findPromise(
  { db }: NodeContext,
  env: Identity,
): Promise<{ receipt?: CompactJws; merge_by: Seconds } | undefined> {
  const kept = await db
    .selectFrom('receipt')
    .select('jws')
    .where('env', '=', env)
    .where('kind', '=', 'submission_accepted')
    .executeTakeFirst()
  if (kept) {
    const { merge_by } = Receipt.parse(readJws('cw-receipt+jws', kept.jws).payload)
    return merge_by === undefined ? undefined : { receipt: kept.jws as CompactJws, merge_by }
  }
  const mail = await db
    .selectFrom('inbox')
    .select('received_at')
    .where('identity', '=', env)
    .executeTakeFirst()
  return mail && { merge_by: secondsOf(mail.received_at) + MERGE_DELAY_SECONDS }
}
