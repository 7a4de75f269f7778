import type { ChainedEvent } from '@causeway/protocol/chain'
import type { ReferralState } from '@causeway/protocol/referral'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { keepPresentations } from '../records/keep-presentations.ts'
import type { CheckedBody, RefusedBody } from './bodies/body-rule.ts'

/**
 * Encrypts what is kept of a body as a whole. Inside the transaction that keeps it, so that an event
 * that is refused leaves not even a key behind.
 */
export async function sealWhole(
  trx: Transaction<Database>,
  { vault }: NodeContext,
  referral: RandomId,
  body: CheckedBody | undefined,
): Promise<Buffer | undefined> {
  if (!body?.whole) return undefined
  const { category, value } = body.whole
  return vault.seal(trx, referral, category, Buffer.from(JSON.stringify(value)), category)
}

/**
 * Keeps what a packet shows, if it may be: not after disclosure ended, and not of a record of which
 * a newer revision is known. Otherwise the event stands and of what it disclosed nothing does.
 */
export async function keepRecords(
  trx: Transaction<Database>,
  context: NodeContext,
  { referral, identity }: Pick<ChainedEvent, 'referral' | 'identity'>,
  { records, refused }: CheckedBody,
  disclosure: ReferralState['disclosure'],
): Promise<void> {
  if (refused) return refuseBody(trx, identity, refused)
  if (!records) return
  if (disclosure === 'closed') return refuseBody(trx, identity, 'consent')
  const isKept = await keepPresentations(trx, context, referral, records)
  if (!isKept) await refuseBody(trx, identity, 'record_superseded')
}

/** The event stands in the chain; of what it disclosed nothing is kept. */
export async function refuseBody(
  trx: Transaction<Database>,
  identity: Identity,
  code: RefusedBody,
): Promise<void> {
  await trx
    .updateTable('referral_event')
    .set({ body_refused: code, body_sealed: null, has_surplus: false })
    .where('identity', '=', identity)
    .execute()
}
