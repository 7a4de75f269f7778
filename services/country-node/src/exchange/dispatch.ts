import { signEnvelope } from '@causeway/protocol/envelope'
import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { identityOf } from '@causeway/protocol/suite'
import { Refusal } from '@causeway/schemas/problems'
import { ENVELOPE_BATCH, type Identity, type NodeId, type RandomId } from '@causeway/schemas/wire'
import { seconds } from '../context.ts'
import type { ExchangeContext } from './exchange-context.ts'
import type { HubClient } from './hub-client.ts'
import { numberOutbox } from './outbox-statements.ts'
import { storeReceipt } from './receipt-queries.ts'

/** Refusals of the hub after which the very same bytes may still be taken later. */
const PASSING = ['busy', 'rate']

/**
 * Sends all that waits for one destination: numbers and signs it, submits it in batches, and keeps
 * the hub's receipt for each. Safe to run at any time and several times at once: the same bytes are
 * sent again until the receipt is stored. Throws `HubUnavailable`.
 */
export async function dispatch(
  context: ExchangeContext,
  hub: HubClient,
  to: NodeId,
): Promise<void> {
  for (;;) {
    const numbered = await numberDue(context, to)
    const submitted = await submitDue(context, hub, to)
    if (numbered < ENVELOPE_BATCH && submitted < ENVELOPE_BATCH) return
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

async function submitDue(context: ExchangeContext, hub: HubClient, to: NodeId): Promise<number> {
  const rows = await context.db
    .selectFrom('outbox')
    .select(['id', 'envelope', 'ct', 'identity'])
    .where('to_node', '=', to)
    .where('submitted_at', 'is', null)
    .where('refused', 'is', null)
    .where('envelope', 'is not', null)
    .orderBy('seq')
    .limit(ENVELOPE_BATCH)
    .execute()
  const due = rows.flatMap(({ id, envelope, ct, identity }) =>
    envelope && ct && identity ? [{ id, identity, sent: { envelope, ct } }] : [],
  )
  if (due.length === 0) return 0
  const results = await hub.submit(due.map(({ sent }) => sent))
  let taken = 0
  for (const [index, result] of results.entries()) {
    const row = due[index]
    if (!row) continue
    if ('receipt' in result) {
      await keepSubmission(context, row, result.receipt)
      taken += 1
    } else if (!PASSING.includes(result.problem)) {
      await refuse(context, row.id, result.problem)
    }
  }
  return taken
}

async function keepSubmission(
  { db, directory, now }: ExchangeContext,
  { id, identity }: { id: RandomId; identity: Identity },
  jws: string,
): Promise<void> {
  const at = now()
  const receipt = verifyReceipt(jws, receiptSigners(directory, seconds(now)))
  if (receipt.kind !== 'submission_accepted' || receipt.env !== identity)
    throw new Refusal('schema')
  await db.transaction().execute(async (trx) => {
    await storeReceipt(trx, receipt, jws, at)
    await trx.updateTable('outbox').set({ submitted_at: at }).where('id', '=', id).execute()
  })
}

/** The hub will never take this one: people must look at it. */
async function refuse({ db, log }: ExchangeContext, id: RandomId, code: string): Promise<void> {
  await db.updateTable('outbox').set({ refused: code }).where('id', '=', id).execute()
  log.error({ alarm: 'envelope_refused', code }, 'the hub refused an envelope for good')
}
