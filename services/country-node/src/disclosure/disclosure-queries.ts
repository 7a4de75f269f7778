import type { ItemCode } from '@causeway/schemas/record'
import type { Identity, NodeId, PolicyDocument, RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** One line of the ledger of what went where: codes of items, never their values. */
export interface DisclosureEntry {
  event: string
  referral: { id: RandomId; peer_node: NodeId; peer_org: RandomId }
  agreement: { id: RandomId; person_id: RandomId }
  tier: 't1' | 't2' | 't3'
  items: ItemCode[]
  policy: PolicyDocument
  at: Date
}

/** What went with this event. */
export async function itemsOfDisclosure(
  db: Kysely<Database>,
  event: Identity,
): Promise<ItemCode[]> {
  const row = await db
    .selectFrom('disclosure')
    .select('items')
    .where('event_identity', '=', event)
    .executeTakeFirst()
  return row?.items ?? []
}

/** Written in the transaction that lets the items leave. */
export async function insertDisclosure(
  trx: Transaction<Database>,
  { event, referral, agreement, tier, items, policy, at }: DisclosureEntry,
): Promise<void> {
  await trx
    .insertInto('disclosure')
    .values({
      event_identity: event as Identity,
      referral_id: referral.id,
      person_id: agreement.person_id,
      agreement_id: agreement.id,
      tier,
      to_node: referral.peer_node,
      to_org: referral.peer_org,
      items,
      policy: `${policy.id}@${policy.version}`,
      at,
    })
    .execute()
}
