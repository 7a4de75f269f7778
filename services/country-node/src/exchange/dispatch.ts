import { signEnvelope } from '@causeway/protocol/envelope'
import { identityOf } from '@causeway/protocol/suite'
import { ENVELOPE_BATCH, type Envelope, type NodeId } from '@causeway/schemas/wire'
import { seconds } from '../context.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { type HubClient, HubUnavailable } from './hub-client.ts'
import { checkSubmission, keepSubmissions, type SubmittedRow } from './keep-submission.ts'
import { numberOutbox } from './outbox-statements.ts'
import { isSpent, renewEnvelope } from './renew-envelope.ts'

/**
 * Refusals that stay true however often the same bytes are sent. Any other may pass, as when the hub
 * learns of a key later than we do: nothing the hub says unsigned ends a message for good.
 */
const FINAL = ['format', 'size', 'malleable', 'replay', 'sequence']

/**
 * Sends all that waits for one destination: numbers and signs it, submits it in batches, and keeps
 * the hub's receipt for each. Safe to run at any time and several times at once: the same bytes are
 * sent again until the receipt is stored. What the hub finds too old goes in a new envelope; what she has
 * withdrawn since it was sealed does not go. Throws
 * `HubUnavailable`, also when something is left that the hub did not properly answer for.
 */
export async function dispatch(
  context: ExchangeContext,
  hub: HubClient,
  to: NodeId,
): Promise<void> {
  await withhold(context, to)
  for (;;) {
    const numbered = await numberDue(context, to)
    const { settled, left } = await submitDue(context, hub, to)
    if (left > 0) throw new HubUnavailable('not everything was taken')
    if (numbered + settled === 0) return
  }
}

/**
 * What was sealed while it might go and may not go any more, goes without its contents or not at all.
 * A crash between the two steps does it once more.
 */
async function withhold(context: ExchangeContext, to: NodeId): Promise<void> {
  const { db, events } = context
  const waiting = await db
    .selectFrom('outbox')
    .select(['id', 'event_identity'])
    .where('to_node', '=', to)
    .where('event_identity', 'is not', null)
    .where('submitted_at', 'is', null)
    .where('refused', 'is', null)
    .execute()
  for (const { id, event_identity: event } of waiting) {
    if (!event || (await events.mayGo(context, event))) continue
    await renewEnvelope(context, id)
    await db.transaction().execute((trx) => events.settled(trx, context, [event]))
  }
}

async function numberDue({ pool, now, nodeId, signingKey }: ExchangeContext, to: NodeId) {
  const client = await pool.connect()
  try {
    return await numberOutbox(client, to, ENVELOPE_BATCH, (row, seq) => {
      const envelope = signEnvelope({ ...row, from: nodeId, to }, seq, seconds(now), signingKey)
      return { id: row.id, seq, envelope, identity: identityOf(envelope) }
    })
  } finally {
    client.release()
  }
}

/** How many rows the hub has answered for, and how many it has put off or answered falsely. */
async function submitDue(context: ExchangeContext, hub: HubClient, to: NodeId) {
  const due = await listDue(context, to)
  if (due.length === 0) return { settled: 0, left: 0 }
  const results = await hub.submit(due.map(({ sent }) => sent))
  const answers = due.map((row, index) => ({ row, result: results[index] }))
  const accepted = answers.flatMap(({ row, result }) =>
    result && 'receipt' in result ? (checkSubmission(context, row, result.receipt) ?? []) : [],
  )
  await keepSubmissions(context, accepted)
  let settled = accepted.length
  for (const { row, result } of answers) {
    const isRefused = result && 'problem' in result
    if (isRefused && (await settleRefused(context, row, result.problem))) settled += 1
  }
  return { settled, left: due.length - settled }
}

/** `false` when the row waits for another time. */
async function settleRefused(
  context: ExchangeContext,
  row: SubmittedRow & { sent: Envelope },
  problem: string,
): Promise<boolean> {
  if (problem === 'time') {
    if (!isSpent(context, row.sent.envelope)) return disbelieve(context)
    await renewEnvelope(context, row.id)
    return true
  }
  if (FINAL.includes(problem)) {
    await refuse(context, row, problem)
    return true
  }
  if (problem !== 'busy' && problem !== 'rate') {
    context.log.error({ alarm: 'envelope_put_off', code: problem }, 'the hub does not take it now')
  }
  return false
}

/** A new envelope would be judged no better than this one: somebody's clock is wrong. */
function disbelieve({ log }: ExchangeContext): false {
  log.error({ alarm: 'clock' }, 'the hub finds an envelope out of time that is not')
  return false
}

async function listDue({ db }: ExchangeContext, to: NodeId) {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'envelope', 'ct', 'identity'])
    .where('to_node', '=', to)
    .where('submitted_at', 'is', null)
    .where('refused', 'is', null)
    .where('envelope', 'is not', null)
    .orderBy('seq')
    .limit(ENVELOPE_BATCH)
    .execute()
  return rows.flatMap(({ id, envelope, ct, identity }) =>
    envelope && ct && identity ? [{ id, identity, sent: { envelope, ct } }] : [],
  )
}

/** The hub will never take this one: people must look at it. */
async function refuse({ db, log }: ExchangeContext, { id }: SubmittedRow, code: string) {
  await db
    .updateTable('outbox')
    .set({ refused: code })
    .where('id', '=', id)
    .where('submitted_at', 'is', null)
    .execute()
  log.error({ alarm: 'envelope_refused', code }, 'the hub refused an envelope for good')
}
