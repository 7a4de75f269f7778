import { ask } from '../src/postgres/ask.ts'
import type { NetworkNode } from '../src/start-network.ts'

/** What the ledgers of both nodes say of one referral; each name once for every row there is. */
export interface Effects {
  atSender: string
  atReceiver: string
  disclosed: string
  /** Codes the sender wrote down as sent, and those the receiver holds. */
  itemsSent: string
  itemsHeld: string
  /** `applied` receipts, by type of event: at its author, and at whom it was for. */
  appliedAtSender: string
  appliedAtReceiver: string
  /** Acts in the audit that change something. */
  actsAtSender: string
  actsAtReceiver: string
}

const EFFECTS = `select id,
    (select string_agg(side || ' ' || status, ', ') from referral r where r.id = referral.id) || ': ' ||
    (select string_agg(type, ' ' order by type) from referral_event where referral_id = id) as referral,
    coalesce((select string_agg(tier, ' ' order by tier) from disclosure where referral_id = id), '') as tiers,
    coalesce((select string_agg(item, ' ' order by item) from disclosure, unnest(items) as item
      where referral_id = id and tier = 't2'), '') as sent,
    coalesce((select string_agg(code, ' ' order by code) from received_item where referral_id = id), '') as held,
    coalesce((select string_agg(type, ' ' order by type) from receipt join referral_event e on e.identity = event
      where e.referral_id = id and kind = 'applied'), '') as applied,
    coalesce((select string_agg(entry::jsonb ->> 'act', ' ' order by entry::jsonb ->> 'act') from audit
      where entry::jsonb ->> 'subject' = id and entry::jsonb ->> 'act' not like '%.read'), '') as acts
  from referral`

interface Row {
  id: string
  referral: string
  tiers: string
  sent: string
  held: string
  applied: string
  acts: string
}

/** By referral, read from the databases of the two nodes alone. */
export async function countEffects(
  sender: NetworkNode,
  receiver: NetworkNode,
): Promise<Map<string, Effects>> {
  const [sent, received] = await Promise.all([
    ask<Row>(sender.database.adminUrl, EFFECTS),
    ask<Row>(receiver.database.adminUrl, EFFECTS),
  ])
  return new Map(
    sent.map((here) => {
      const there = received.find(({ id }) => id === here.id)
      const effects = {
        atSender: here.referral,
        atReceiver: there?.referral ?? '',
        disclosed: here.tiers,
        itemsSent: here.sent,
        itemsHeld: there?.held ?? '',
        appliedAtSender: here.applied,
        appliedAtReceiver: there?.applied ?? '',
        actsAtSender: here.acts,
        actsAtReceiver: there?.acts ?? '',
      }
      return [here.id, effects]
    }),
  )
}
