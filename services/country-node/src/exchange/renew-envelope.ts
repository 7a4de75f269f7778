import { readJws } from '@causeway/protocol/suite'
import type { Message } from '@causeway/schemas/record'
import { ENVELOPE_LIFETIME_SECONDS, EnvelopeHeader, type RandomId } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import { enqueue, sealFor } from './enqueue.ts'
import type { ExchangeContext } from './exchange-context.ts'

/**
 * Sends what an outbox row carries in a new envelope, under the newest key of its receiver: the old
 * one was too old for the hub, or no receiver has answered for it in all its life. The signed things
 * inside are the same, so whoever has them already does nothing twice. A disclosure that her
 * agreement no longer covers is not sent again; that raises an alarm. Throws `Problem('busy')` as
 * `sealFor`. Does nothing to a row that was replaced or refused before.
 */
export async function renewEnvelope(context: ExchangeContext, id: RandomId): Promise<void> {
  const { db, log } = context
  const row = await db
    .selectFrom('outbox')
    .selectAll()
    .where('id', '=', id)
    .where('refused', 'is', null)
    .executeTakeFirst()
  if (!row) return
  const message = row.event_identity
    ? await context.events.messageOf(context, row.event_identity)
    : await receiptMessageOf(context, id)
  const about =
    row.referral_id && row.event_identity
      ? { referral: row.referral_id, event: row.event_identity }
      : undefined
  const envelope = message && (await sealFor(context, row.to_node, [message]))

  const isDone = await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('outbox')
      .set({ refused: 'time', replaced_by: envelope?.id ?? null, ct: null })
      .where('id', '=', id)
      .where('refused', 'is', null)
      .where('settled_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n || !envelope) return numUpdatedRows > 0n
    await enqueue(trx, envelope, about, context.now())
    await trx
      .updateTable('receipt')
      .set({ outbox_id: envelope.id })
      .where('outbox_id', '=', id)
      .execute()
    return true
  })
  if (!isDone) return
  if (envelope) log.warn({ code: 'time' }, 'an envelope was too old and goes anew')
  else log.error({ alarm: 'renewal_withheld' }, 'what was too late is not covered any more')
}

/** Whether an envelope has outlived itself, or the key that it is sealed to has a successor. */
export function isSpent({ directory, now }: NodeContext, envelope: string): boolean {
  const { exp, to, enc_kid } = EnvelopeHeader.parse(readJws('cw-envelope+jws', envelope).payload)
  const at = seconds(now)
  return exp <= at || directory.findSealingKey(to, at)?.kid !== enc_kid
}

async function receiptMessageOf({ db }: NodeContext, id: RandomId): Promise<Message | undefined> {
  const rows = await db
    .selectFrom('receipt')
    .select('jws')
    .where('outbox_id', '=', id)
    .orderBy('at')
    .orderBy('identity')
    .execute()
  return rows.length > 0 ? { type: 'receipt', receipts: rows.map(({ jws }) => jws) } : undefined
}

/**
 * Renews the envelopes with an event that no node has answered for in all their life, and those that
 * the receiver could not open and that would now be sealed to a newer key.
 */
export async function renewUnanswered(context: ExchangeContext): Promise<void> {
  const { db, now } = context
  const before = new Date(now().getTime() - ENVELOPE_LIFETIME_SECONDS * 1000)
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'envelope'])
    .where('event_identity', 'is not', null)
    .where('settled_at', 'is', null)
    .where('refused', 'is', null)
    .where(
      sql<boolean>`case when exists (
          select from receipt where receipt.env = outbox.identity and kind <> 'submission_accepted')
        then exists (
          select from receipt where receipt.env = outbox.identity
            and kind = 'rejected' and code in ('key', 'decrypt'))
        else submitted_at < ${before} end`,
    )
    .execute()
  for (const { id, envelope } of rows) {
    if (!envelope || !isSpent(context, envelope)) continue
    await renewEnvelope(context, id).catch((err) =>
      context.log.error({ err, alarm: 'renewal_failed' }, 'an envelope could not be renewed'),
    )
  }
}
