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
 * By when the leaf should be there. Of our own what the hub's receipt says, but not later than a minute
 * after it came by this node's clock: a hub that promises for next year is no less overdue. Of another
 * node's envelope the latest that its receipt can honestly say, since the hub took it before it handed
 * it out.
 */
async function findPromise(
  { db }: NodeContext,
  env: Identity,
): Promise<{ receipt?: CompactJws; merge_by: Seconds } | undefined> {
  const own = await db
    .selectFrom('outbox')
    .innerJoin('receipt', 'receipt.env', 'outbox.identity')
    .select(['receipt.jws', 'outbox.submitted_at'])
    .where('outbox.identity', '=', env)
    .where('receipt.kind', '=', 'submission_accepted')
    .executeTakeFirst()
  if (own?.submitted_at) {
    const { merge_by } = Receipt.parse(readJws('cw-receipt+jws', own.jws).payload)
    const latest = secondsOf(own.submitted_at) + MERGE_DELAY_SECONDS
    return { receipt: own.jws as CompactJws, merge_by: Math.min(merge_by ?? latest, latest) }
  }
  const mail = await db
    .selectFrom('inbox')
    .select('received_at')
    .where('identity', '=', env)
    .executeTakeFirst()
  return mail && { merge_by: secondsOf(mail.received_at) + MERGE_DELAY_SECONDS }
}
