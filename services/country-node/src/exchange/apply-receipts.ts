import type { VerifiedEnvelope } from '@causeway/protocol/envelope'
import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { Refusal } from '@causeway/schemas/problems'
import type { CompactJws, Identity, Receipt } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { ExchangeContext } from './exchange-context.ts'
import type { Prepared } from './prepared.ts'
import { storeReceipt } from './receipt-queries.ts'

type Verified = Receipt & { identity: Identity }

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
      for (const { jws, receipt } of verified) await applyReceipt(trx, context, receipt, jws)
      return { outcome: 'applied' }
    },
  }
}

/**
 * `applied`, and `rejected` about an event that counts without its content, settle what was sent.
 * Throws `Refusal('state')` when it is about an envelope, or an event in it, that we never sent.
 */
async function applyReceipt(
  trx: Transaction<Database>,
  context: ExchangeContext,
  receipt: Verified,
  jws: CompactJws,
): Promise<void> {
  const { now, log, events } = context
  const sent = await trx
    .selectFrom('outbox')
    .select(['id', 'event_identity'])
    .where('identity', '=', receipt.env)
    .where('to_node', '=', receipt.by as never)
    .executeTakeFirst()
  if (!sent || (receipt.event && receipt.event !== sent.event_identity)) throw new Refusal('state')
  await storeReceipt(trx, receipt, jws, now())
  if (receipt.kind === 'rejected') {
    log.error(
      { alarm: 'envelope_rejected', code: receipt.code },
      'the receiver refused an envelope',
    )
  }
  if (receipt.kind !== 'applied' && !(receipt.kind === 'rejected' && receipt.event)) return
  const { id, event_identity: event } = sent
  await trx
    .updateTable('outbox')
    .set({ settled_at: now(), ct: null })
    .where((eb) => (event ? eb('event_identity', '=', event) : eb('id', '=', id)))
    .execute()
  if (event) await events.settled(trx, context, event)
}
