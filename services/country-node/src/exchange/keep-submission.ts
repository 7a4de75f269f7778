import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { Refusal } from '@causeway/schemas/problems'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { storeReceipt } from './receipt-queries.ts'

/** An outbox row that was given to the hub. */
export interface SubmittedRow {
  id: RandomId
  identity: Identity
}

/**
 * Keeps the hub's receipt for an envelope and takes the row as submitted. Returns `false`, and
 * raises an alarm, for a receipt that does not hold: without evidence the envelope goes again.
 */
export async function keepSubmission(
  context: NodeContext,
  { id, identity }: SubmittedRow,
  jws: string,
): Promise<boolean> {
  const receipt = readSubmission(context, identity, jws)
  if (!receipt) {
    context.log.error({ alarm: 'hub_receipt_false' }, 'the hub gave a receipt that does not hold')
    return false
  }
  const at = context.now()
  await context.db.transaction().execute(async (trx) => {
    await storeReceipt(trx, receipt, jws, at)
    await trx
      .updateTable('outbox')
      .set({ submitted_at: at })
      .where('id', '=', id)
      .where('submitted_at', 'is', null)
      .execute()
  })
  return true
}

function readSubmission({ directory }: NodeContext, identity: Identity, jws: string) {
  try {
    const receipt = verifyReceipt(jws, receiptSigners(directory))
    return receipt.kind === 'submission_accepted' && receipt.env === identity ? receipt : undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
