import type { VerifiedEnvelope } from '@causeway/protocol/envelope'
import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { Refusal } from '@causeway/schemas/problems'
import {
  CLOCK_SKEW_SECONDS,
  type CompactJws,
  type Identity,
  type NodeId,
  type RandomId,
  type Receipt,
} from '@causeway/schemas/wire'
import { sql, type Transaction } from 'kysely'
import { seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { ExchangeContext } from './exchange-context.ts'
import type { Prepared } from './prepared.ts'
import { type HeldReceipt, storeReceipts } from './receipt-queries.ts'

/**
 * Checks receipts that arrived in an envelope: each signed by the node that sent it, of a receiver
 * about what it received. What is kept here is handed on as evidence, and one false receipt in it
 * would spoil the rest. Throws `Refusal` as `verifyReceipt`; `key` when it is signed by another party
 * than the sender, `time` when at a time that has not come.
 */
export async function verifyReceipts(
  context: ExchangeContext,
  { header }: VerifiedEnvelope,
  receipts: readonly CompactJws[],
): Promise<Prepared> {
  const verified = receipts.map((jws) => {
    const receipt = verifyReceipt(jws, receiptSigners(context.directory))
    if (receipt.by !== header.from) throw new Refusal('key')
    if (receipt.at > seconds(context.now) + CLOCK_SKEW_SECONDS) throw new Refusal('time')
    return { jws, receipt }
  })
  return {
    apply: async (trx) => {
      const answered = await findAnswered(trx, header.from, verified)
      await requireRoom(trx, verified)
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
    // Only a sender says that an answer did not come.
    if (!isOurs || receipt.kind === 'non_delivery') throw new Refusal('state')
    return { receipt, sent }
  })
}

/** Different receipts about one envelope; an honest node has five things to say at most. */
const MAX_RECEIPTS = 100

/** Throws `Refusal('state')` when about one envelope more is said than anybody has to say. */
async function requireRoom(
  trx: Transaction<Database>,
  receipts: readonly HeldReceipt[],
): Promise<void> {
  const about = receipts.map(({ receipt }) => receipt.env)
  const fullest = await trx
    .selectFrom('receipt')
    .select('env')
    .where('env', '=', sql<Identity>`any(${about}::text[])`)
    .groupBy('env')
    .having(({ fn }) => fn.countAll(), '>=', MAX_RECEIPTS)
    .executeTakeFirst()
  if (fullest) throw new Refusal('state')
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
