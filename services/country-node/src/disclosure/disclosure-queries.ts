import type { DoNotAsk, ItemCode } from '@causeway/schemas/record'
import type { Identity, NodeId, PolicyDocument, RandomId } from '@causeway/schemas/wire'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** One line of the ledger of what went where: codes of items, never their values. */
export interface DisclosureEntry {
  event: Identity
  referral: { id: RandomId; peer_node: NodeId; peer_org: RandomId }
  agreement: { id: RandomId; person_id: RandomId }
  tier: 't1' | 't2' | 't3'
  items: ItemCode[]
  /** Identities of what she agreed to that covers the items. */
  grants: Identity[]
  /** The revision of this node's own record that was shown, if one was. */
  revision?: number | undefined
  policy: PolicyDocument
  /** Why they went, sealed, where that was asked. */
  because?: Buffer | undefined
  /** What was said of the topics that nobody needs to ask her about. */
  do_not_ask?: readonly DoNotAsk[]
  at: Date
}

/** What went with this event. */
export const findDisclosure = (
  db: Kysely<Database>,
  event: Identity,
): Promise<Selectable<Database['disclosure']> | undefined> =>
  db.selectFrom('disclosure').selectAll().where('event_identity', '=', event).executeTakeFirst()

/**
 * What went to the receiver of a referral after its acceptance, oldest first; `isRefused` when it
 * said that it kept nothing of it.
 */
export const listDisclosures = (db: Kysely<Database>, referral: RandomId) =>
  db
    .selectFrom('disclosure')
    .innerJoin('referral_event', 'referral_event.identity', 'disclosure.event_identity')
    .select(['items', 'record_rev', 'do_not_ask', 'jws', 'disclosure.event_identity as event'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('receipt')
          .select('receipt.identity')
          .whereRef('receipt.event', '=', 'disclosure.event_identity')
          .where('receipt.kind', '=', 'rejected'),
      ).as('isRefused'),
    )
    .where('disclosure.referral_id', '=', referral)
    .where('tier', '!=', 't1')
    .orderBy('n')
    .execute()

/** Written in the transaction that lets the items leave. */
export async function insertDisclosure(
  trx: Transaction<Database>,
  { referral, agreement, policy, ...entry }: DisclosureEntry,
): Promise<void> {
  await trx
    .insertInto('disclosure')
    .values({
      event_identity: entry.event,
      referral_id: referral.id,
      person_id: agreement.person_id,
      agreement_id: agreement.id,
      tier: entry.tier,
      to_node: referral.peer_node,
      to_org: referral.peer_org,
      items: entry.items,
      grants: entry.grants,
      record_rev: entry.revision ?? null,
      policy: `${policy.id}@${policy.version}`,
      because_sealed: entry.because ?? null,
      do_not_ask: JSON.stringify(entry.do_not_ask ?? []),
      at: entry.at,
    })
    .execute()
}
