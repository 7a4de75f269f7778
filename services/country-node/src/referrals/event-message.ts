import { readJws } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import { type Message, ReferralEvent } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import { sql, type Transaction } from 'kysely'
import { findCover } from '../agreements/cover.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { findDisclosure } from '../disclosure/disclosure-queries.ts'
import { isRestricted, restrictedInReferral } from '../withdrawals/restricted.ts'
import { findReferral, type StoredEvent } from './referral-queries.ts'

/**
 * An event of our own as it was sent, body and grants with it. A packet that her agreement or the
 * referral does not allow any more, or whose body is gone, goes without its body, so that the chain
 * goes on; anything else does not go then: `undefined`. Throws `Problem('not-found')` when
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
  const body = await openBody(context, row)
  if (row.type !== 'offered' && row.type !== 'disclosed') {
    return body ? { ...message, body } : undefined
  }
  const withheld = row.type === 'disclosed' ? message : undefined
  const grants = body ? await liveGrants(context, row) : []
  return body && grants.length > 0 ? { ...message, body, grants } : withheld
}

/**
 * Whether a disclosure that was sealed and has not left yet may still go as it is: she may have
 * withdrawn, or the referral have ended, while the hub could not be reached. True of anything else.
 */
export async function mayGo(context: NodeContext, identity: Identity): Promise<boolean> {
  const row = await context.db
    .selectFrom('referral_event')
    .selectAll()
    .where('identity', '=', identity)
    .executeTakeFirst()
  const isDisclosure = row?.type === 'offered' || row?.type === 'disclosed'
  if (!row?.body_sealed || !isDisclosure) return true
  return (await liveGrants(context, row)).length > 0
}

async function openBody({ db, vault }: NodeContext, row: StoredEvent) {
  const { body_salt: salt, body_sealed: sealed, referral_id: referral } = row
  if (!salt || !sealed) return undefined
  const bytes = await vault.open(db, referral, 'sent', sealed, salt)
  return { salt, json: bytes.toString() }
}

/**
 * The grants that the disclosure named, when those of them that are live still cover all of it: what
 * was signed goes as a whole or not at all. None otherwise.
 */
async function liveGrants(context: NodeContext, { referral_id, identity: event }: StoredEvent) {
  const { db, now } = context
  const referral = await findReferral(db, referral_id)
  const went = await findDisclosure(db, event)
  if (!went || !referral || referral.state.disclosure === 'closed') return []
  const cover = await findCover(db, went.agreement_id, seconds(now))
  const live = went.grants.flatMap(
    (identity) => cover?.grants.find((grant) => grant.identity === identity) ?? [],
  )
  const restricted = await restrictedInReferral(db, referral_id)
  const isCovered = went.items.every(
    (code) => live.some(({ items }) => items.includes(code)) && !isRestricted(restricted, code),
  )
  return isCovered ? live.map(({ jws }) => jws) : []
}

/** The receiver has what it may have: the bodies that were kept to send these again go. */
export const forgetBodies = (
  trx: Transaction<Database>,
  identities: readonly Identity[],
): Promise<Pick<StoredEvent, 'type' | 'referral_id'>[]> =>
  trx
    .updateTable('referral_event')
    .set({ body_sealed: null })
    .where('identity', '=', sql<Identity>`any(${identities}::text[])`)
    .returning(['type', 'referral_id'])
    .execute()
