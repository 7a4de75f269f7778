import type { VerifiedEnvelope } from '@causeway/protocol/envelope'
import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { Refusal } from '@causeway/schemas/problems'
import type { CompactJws, Identity, NodeId, RandomId, Receipt } from '@causeway/schemas/wire'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { ExchangeContext } from './exchange-context.ts'
import type { Prepared } from './prepared.ts'
import { type HeldReceipt, storeReceipts } from './receipt-queries.ts'

/**
 * Checks receipts that arrived in an envelope: each signed by the node that sent it. Throws
 * `Refusal` as `verifyReceipt`; `key` when it is signed by another party than the sender.
 */
export async function verifyReceipts(
  context: ExchangeContext,
  { header }: VerifiedEnvelope,
  receipts: readonly CompactJws[],
): Promise<Prepared> {
  const verified = receipts.map((jws) => {
    const receipt = verifyReceipt(jws, receiptSigners(context.directory))
    if (receipt.by !== header.from) throw new Refusal('key')
    return { jws, receipt }
  })
  return {
    apply: async (trx) => {
      const answered = await findAnswered(trx, header.from, verified)
      await storeReceipts(trx, verified, context.now())
      for (const { receipt } of verified) tellRejection(context, receipt)
      await settle(trx, context, answered)
      return { outcome: 'applied' }
    },
  }
}

interface Answered {
  receipt: Receipt
  sent: { id: RandomId; event_identity: Identity | null }
}

/** What we sent, for each receipt. Throws `Refusal('state')` when one is about something else. */
async function findAnswered(
  trx: Transaction<Database>,
  from: NodeId,
  verified: readonly HeldReceipt[],
): Promise<Answered[]> {
  const about = verified.map(({ receipt }) => receipt.env)
  const rows = await trx
    .selectFrom('outbox')
    .select(['id', 'identity', 'event_identity'])
    .where('identity', '=', sql<Identity>`any(${about}::text[])`)
    .where('to_node', '=', from)
    .execute()
  const sentUnder = new Map(rows.map((row) => [row.identity, row]))
  return verified.map(({ receipt }) => {
    const sent = sentUnder.get(receipt.env)
    const isOurs = sent && (!receipt.event || receipt.event === sent.event_identity)
    if (!isOurs) throw new Refusal('state')
    return { receipt, sent }
  })
}

function tellRejection({ log }: ExchangeContext, { kind, code }: Receipt): void {
  if (kind !== 'rejected') return
  log.error({ alarm: 'envelope_rejected', code }, 'the receiver refused an envelope')
}

/** `applied`, and `rejected` about an event that counts without its content, settle what was sent. */
async function settle(
  trx: Transaction<Database>,
  context: ExchangeContext,
  answered: readonly Answered[],
): Promise<void> {
  const settled = answered
    .filter(({ receipt: { kind, event } }) => kind === 'applied' || (kind === 'rejected' && event))
    .map(({ sent }) => sent)
  if (settled.length === 0) return
  const carried = [...new Set(settled.flatMap((row) => row.event_identity ?? []))]
  await trx
    .updateTable('outbox')
    .set({ settled_at: context.now(), ct: null })
    .where(({ eb, or }) =>
      or([
        eb('id', '=', sql<RandomId>`any(${settled.map(({ id }) => id)}::text[])`),
        eb('event_identity', '=', sql<Identity>`any(${carried}::text[])`),
      ]),
    )
    .execute()
  await context.events.settled(trx, context, carried)
}
