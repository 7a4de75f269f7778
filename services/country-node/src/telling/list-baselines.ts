import { type DoNotAsk, type ItemCode, Offer, Packet } from '@causeway/schemas/record'
import type { NodeId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { listDisclosures } from '../disclosure/disclosure-queries.ts'
import { type Referral, type StoredEvent, toChained } from '../referrals/referral-queries.ts'
import { ErasedError } from '../vault/vault.ts'
import type { Baseline } from './count-askings.ts'

type Parties = Pick<Referral, 'id' | 'side' | 'peer_node'>
type Sources = Pick<NodeContext, 'vault' | 'nodeId'>

/** What an offer shows was told: once at least, and more it does not say. */
const toldOnce = (codes: readonly ItemCode[]): DoNotAsk[] =>
  codes.map((topic) => ({ topic, because: 'told', times_asked: 1 }))

/**
 * What the sender of a referral said so far of the topics that nobody needs to ask about: the same on
 * both sides, once everything has arrived and as long as it is kept.
 */
export const listBaselines = (
  db: Kysely<Database>,
  sources: Sources,
  referral: Parties,
): Promise<Baseline[]> =>
  referral.side === 'sender'
    ? baselinesSent(db, sources, referral)
    : baselinesReceived(db, sources, referral)

async function baselinesSent(
  db: Kysely<Database>,
  { nodeId }: Sources,
  { id, peer_node }: Parties,
): Promise<Baseline[]> {
  const went = await listDisclosures(db, id)
  const offered = await db
    .selectFrom('disclosure')
    .innerJoin('referral_event', 'referral_event.identity', 'disclosure.event_identity')
    .select(['items', 'jws', 'identity'])
    .where('disclosure.referral_id', '=', id)
    .where('tier', '=', 't1')
    .execute()
  return [
    ...offered.map(({ items, ...event }) => placed(event, nodeId, peer_node, toldOnce(items))),
    ...went
      .filter(({ isRefused }) => !isRefused)
      .map(({ jws, event: identity, do_not_ask }) =>
        placed({ jws, identity }, nodeId, peer_node, do_not_ask),
      ),
  ]
}

async function baselinesReceived(
  db: Kysely<Database>,
  { vault }: Sources,
  { id, peer_node }: Parties,
): Promise<Baseline[]> {
  const rows = await db
    .selectFrom('referral_event')
    .select(['type', 'jws', 'identity', 'body_sealed'])
    .where('referral_id', '=', id)
    .where('node', '=', peer_node)
    .where('type', 'in', ['offered', 'disclosed'])
    .where('applied_at', 'is not', null)
    .execute()
  const baselines: Baseline[] = []
  for (const { type, body_sealed: sealed, ...event } of rows) {
    if (!sealed) continue
    try {
      const category = type === 'offered' ? 'offer' : 'do_not_ask'
      const bytes = await vault.open(db, id, category, sealed, category)
      const topics = read(type, JSON.parse(bytes.toString()))
      baselines.push(placed(event, peer_node, peer_node, topics))
    } catch (error) {
      if (!(error instanceof ErasedError)) throw error
    }
  }
  return baselines
}

const read = (type: StoredEvent['type'], body: unknown): DoNotAsk[] =>
  type === 'offered'
    ? toldOnce(Object.keys(Offer.parse(body).person) as ItemCode[])
    : Packet.shape.do_not_ask.parse(body)

function placed(
  stored: Pick<StoredEvent, 'jws' | 'identity'>,
  node: NodeId,
  peer: NodeId,
  topics: DoNotAsk[],
): Baseline {
  const { referral, n, at, seen } = toChained(stored as StoredEvent)
  return { referral, peer, node, n, at, seen: seen?.n ?? 0, topics }
}
