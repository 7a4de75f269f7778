import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { Refusal } from '@causeway/schemas/problems'
import { CLOCK_SKEW_SECONDS, type Identity, type RandomId } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import { type HeldReceipt, storeReceipts } from './receipt-queries.ts'

/** An outbox row that was given to the hub. */
export interface SubmittedRow {
  id: RandomId
  identity: Identity
}

/** An outbox row for which the hub gave a receipt that holds. */
export interface AcceptedRow extends HeldReceipt {
  id: RandomId
}

/**
 * Holds the hub's receipt against the envelope it is for. `undefined`, and an alarm, for one that
 * does not hold: without evidence the envelope goes again.
 */
export function checkSubmission(
  { directory, log, now }: NodeContext,
  { id, identity }: SubmittedRow,
  jws: string,
): AcceptedRow | undefined {
  try {
    const receipt = verifyReceipt(jws, receiptSigners(directory))
    const isOfThis = receipt.kind === 'submission_accepted' && receipt.env === identity
    const hasCome = receipt.at <= seconds(now) + CLOCK_SKEW_SECONDS
    if (isOfThis && hasCome) return { id, receipt, jws }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  log.error({ alarm: 'hub_receipt_false' }, 'the hub gave a receipt that does not hold')
  return undefined
}

/** Keeps these receipts and takes the rows as submitted: all of a batch in one transaction. */
export async function keepSubmissions(
  { db, now }: NodeContext,
  accepted: readonly AcceptedRow[],
): Promise<void> {
  if (accepted.length === 0) return
  const at = now()
  await db.transaction().execute(async (trx) => {
    await storeReceipts(trx, accepted, at)
    await trx
      .updateTable('outbox')
      .set({ submitted_at: at })
      .where('id', '=', sql<RandomId>`any(${accepted.map(({ id }) => id)}::text[])`)
      .where('submitted_at', 'is', null)
      .execute()
  })
}
