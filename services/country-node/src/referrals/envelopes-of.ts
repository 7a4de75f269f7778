import type { Identity, RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

export interface TravelledEnvelope {
  direction: 'sent' | 'received'
  /** The event that it carried. */
  event: Identity
}

/** The envelopes that carried the events of a referral, by their identity. */
export async function envelopesOf(
  db: Kysely<Database>,
  referral: RandomId,
): Promise<Map<Identity, TravelledEnvelope>> {
  const [sent, received] = await Promise.all([
    db
      .selectFrom('outbox')
      .select(['identity', 'event_identity'])
      .where('referral_id', '=', referral)
      .execute(),
    db
      .selectFrom('referral_event')
      .select(['env', 'identity'])
      .where('referral_id', '=', referral)
      .where('env', 'is not', null)
      .execute(),
  ])
  const envelopes = new Map<Identity, TravelledEnvelope>()
  for (const { identity, event_identity: event } of sent) {
    if (identity && event) envelopes.set(identity, { direction: 'sent', event })
  }
  for (const { env, identity } of received) {
    if (env) envelopes.set(env, { direction: 'received', event: identity })
  }
  return envelopes
}
