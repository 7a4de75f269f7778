import { readJws } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import { type Message, ReferralEvent } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { findCover, grantsFor } from '../agreements/cover.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { itemsOfDisclosure } from '../disclosure/disclosure-queries.ts'
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
  const grants = await liveGrants(context, row)
  return grants.length > 0 ? { ...message, body, grants } : withheld
}

async function openBody({ db, vault }: NodeContext, row: StoredEvent) {
  const { body_salt: salt, body_sealed: sealed, referral_id: referral } = row
  if (!salt || !sealed) return undefined
  const bytes = await vault.open(db, referral, 'sent', sealed, salt)
  return { salt, json: bytes.toString() }
}

/** The grants that go again: those that cover what was disclosed then, as far as they are live. */
async function liveGrants(context: NodeContext, { referral_id, identity }: StoredEvent) {
  const referral = await findReferral(context.db, referral_id)
  if (!referral?.agreement_id || referral.state.disclosure === 'closed') return []
  const cover = await findCover(context.db, referral.agreement_id, seconds(context.now))
  const went = await itemsOfDisclosure(context.db, identity)
  return cover ? grantsFor(cover.grants, went).map(({ jws }) => jws) : []
}

/** The receiver has what it may have: the body that was kept to send it again goes. */
export async function forgetBody(trx: Transaction<Database>, identity: Identity): Promise<void> {
  await trx
    .updateTable('referral_event')
    .set({ body_sealed: null })
    .where('identity', '=', identity)
    .execute()
}
