import { readJws } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import { type Message, ReferralEvent } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { findAgreement, isInForce } from '../agreements/agreement-queries.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { findReferral, type StoredEvent } from './referral-queries.ts'

/**
 * An event of our own as it was sent, body and grants with it. A packet that her agreement or the
 * referral does not allow any more, or whose body is gone, goes without its body, so that the chain
 * goes on; an offer or acceptance does not go then: `undefined`. Throws `Problem('not-found')` when
 * there is no such event.
 */
export async function eventMessageOf(
  context: NodeContext,
  identity: Identity,
): Promise<Message | undefined> {
  const row = await context.db
    .selectFrom('referral_event')
    .selectAll()
    .where('identity', '=', identity)
    .executeTakeFirst()
  if (!row) throw new Problem('not-found')
  const message = { type: 'referral.event' as const, event: row.jws }
  const { data } = ReferralEvent.parse(readJws('cw-event+jws', row.jws).payload)
  if (!('body' in data)) return message
  const withheld = row.type === 'disclosed' ? message : undefined
  const body = await openBody(context, row)
  if (!body) return withheld
  if (row.type === 'accepted') return { ...message, body }
  const grant = await liveGrant(context, row)
  return grant ? { ...message, body, grants: [grant] } : withheld
}

async function openBody({ db, vault }: NodeContext, row: StoredEvent) {
  const { body_salt: salt, body_sealed: sealed, referral_id: referral } = row
  if (!salt || !sealed) return undefined
  const bytes = await vault.open(db, referral, 'sent', sealed, salt)
  return { salt, json: bytes.toString() }
}

async function liveGrant(context: NodeContext, { referral_id }: StoredEvent) {
  const referral = await findReferral(context.db, referral_id)
  if (!referral?.agreement_id || referral.state.disclosure === 'closed') return undefined
  const agreement = await findAgreement(context.db, referral.agreement_id)
  const isLive = agreement && isInForce(agreement, seconds(context.now))
  return isLive ? agreement.grant_jws : undefined
}

/** The receiver has what it may have: the body that was kept to send it again goes. */
export async function forgetBody(trx: Transaction<Database>, identity: Identity): Promise<void> {
  await trx
    .updateTable('referral_event')
    .set({ body_sealed: null })
    .where('identity', '=', identity)
    .execute()
}
