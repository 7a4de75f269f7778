import { signReceipt } from '@causeway/protocol/receipt'
import { identityOf } from '@causeway/protocol/suite'
import { type NodeId, Receipt } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import type { NodeContext } from '../context.ts'
import { enqueue, sealFor } from './enqueue.ts'
import { storeReceipts } from './receipt-queries.ts'

/** How many receipts travel in one envelope. */
const BATCH = 32

/**
 * Signs the receipts that are owed to one node, up to 32 in one envelope, and puts it into the
 * outbox. Signing happens over committed rows; row and receipt change hands in one transaction, so
 * a receipt is made once even when two processes try. Returns whether anything was put there.
 */
export async function sendReceipts(context: NodeContext, to: NodeId): Promise<boolean> {
  const { db, nodeId, signingKey } = context
  const owed = await db
    .selectFrom('owed_receipt')
    .selectAll()
    .where('to_node', '=', to)
    .orderBy('position')
    .limit(BATCH)
    .execute()
  if (owed.length === 0) return false
  const signed = owed.map(({ env, event, kind, code, at }) => {
    const receipt = Receipt.parse({
      kind,
      by: nodeId,
      env,
      at,
      ...(event ? { event } : {}),
      ...(code ? { code } : {}),
    })
    const jws = signReceipt(receipt, signingKey)
    return { jws, receipt: { ...receipt, identity: identityOf(jws) } }
  })
  const message = { type: 'receipt' as const, receipts: signed.map(({ jws }) => jws) }
  const envelope = await sealFor(context, to, [message])
  const at = context.now()

  return db
    .transaction()
    .execute(async (trx) => {
      const { length } = await trx
        .deleteFrom('owed_receipt')
        .where('position', '=', sql<number>`any(${owed.map((row) => row.position)}::bigint[])`)
        .returning('position')
        .execute()
      if (length !== owed.length) throw new ReceiptsTaken()
      await storeReceipts(trx, signed, at, envelope.id)
      await enqueue(trx, envelope, undefined, at)
      return true
    })
    .catch((error) => {
      if (error instanceof ReceiptsTaken) return false
      throw error
    })
}

/** Another process signed some of these meanwhile; this attempt leaves nothing behind. */
class ReceiptsTaken extends Error {
  override readonly name = 'ReceiptsTaken'
}

/** Nodes to which something is owed. */
export async function listCreditors({ db }: NodeContext): Promise<NodeId[]> {
  const rows = await db.selectFrom('owed_receipt').select('to_node').distinct().execute()
  return rows.map((row) => row.to_node)
}
