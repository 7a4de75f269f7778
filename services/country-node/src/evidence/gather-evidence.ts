import type { EvidenceEnvelope, UnsealedEvidence } from '@causeway/schemas/evidence'
import type { CompactJws, Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { Kysely, Selectable } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { listReceipts } from '../exchange/receipt-queries.ts'
import { listEvents, type Referral, toChained } from '../referrals/referral-queries.ts'
import { type CommittedEnvelope, listReceived, listSent } from './envelope-queries.ts'
import { followingEvents } from './following-events.ts'

/** All that this node holds as evidence of a referral, in the order in which a bundle has it. */
export type GatheredEvidence = Omit<UnsealedEvidence, 'joins'>

/**
 * Signed events (codes and hashes, no contents), the envelopes they travelled in without their
 * ciphertext, receipts, and the place of each envelope in the hub's log. Reads only what stays when
 * keys are destroyed.
 */
export async function gatherEvidence(
  { db, directory, nodeId }: Pick<NodeContext, 'db' | 'directory' | 'nodeId'>,
  { id, side, peer_node: peer }: Referral,
): Promise<GatheredEvidence> {
  const [sender, receiver] = side === 'sender' ? [nodeId, peer] : [peer, nodeId]
  const [events, ...envelopes] = await Promise.all([
    listFollowing(db, { id, sender, receiver }, nodeId),
    listSent(db, id, nodeId),
    listReceived(db, id),
  ])
  const isInFile = new Set(events.map(({ identity }) => identity))
  const ordered = envelopes
    .flat()
    .filter(({ signed }) => signed.some((identity) => isInFile.has(identity)))
    .toSorted(bySender(sender))
  const identities = ordered.map(({ identity }) => identity)
  const [receipts, inclusions] = await Promise.all([
    listReceipts(db, identities),
    listInclusions(db, identities),
  ])
  const checkpointOf = new Map(inclusions.map(({ root, checkpoint }) => [root, checkpoint]))
  const roots = [...checkpointOf.keys()]
  const receiptsOf = Map.groupBy(
    receipts.filter(({ event }) => event === null || isInFile.has(event)).toSorted(byTime),
    ({ env }) => env,
  )
  const inclusionOf = new Map(inclusions.map((row) => [row.env, row]))
  return {
    v: 1,
    referral: id,
    sender,
    receiver,
    by: nodeId,
    root: directory.signed.root,
    directory: directory.signed.jws,
    events: events.map(({ jws }) => jws),
    envelopes: ordered.map(({ identity, envelope, salt, signed }) => ({
      envelope,
      salt,
      signed,
      receipts: (receiptsOf.get(identity) ?? []).map(({ jws }) => jws),
      inclusion: placeOf(inclusionOf.get(identity), roots),
    })),
    checkpoints: [...checkpointOf.values()],
  }
}

type StoredReceipt = Selectable<Database['receipt']>

/** The sender's chain and then the receiver's; a third node has no say in it. */
async function listFollowing(
  db: Kysely<Database>,
  { id, sender, receiver }: { id: RandomId; sender: NodeId; receiver: NodeId },
  own: NodeId,
): Promise<{ identity: Identity; jws: CompactJws }[]> {
  const rows = await listEvents(db, id, [sender, receiver])
  const rank = ({ node, n, identity }: (typeof rows)[number]) =>
    `${node === sender ? 0 : 1} ${String(n).padStart(4, '0')} ${identity}`
  const ordered = rows.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
  const following = followingEvents(ordered.map(toChained), own)
  const jwsOf = new Map(rows.map(({ identity, jws }) => [identity, jws as CompactJws]))
  return following.map(({ identity }) => ({ identity, jws: jwsOf.get(identity) as CompactJws }))
}

/** By the bytes of the identity, in whatever order the database sorts text. */
const byTime = (a: StoredReceipt, b: StoredReceipt) =>
  a.at - b.at || (a.identity < b.identity ? -1 : 1)

const bySender = (sender: NodeId) => (a: CommittedEnvelope, b: CommittedEnvelope) =>
  a.from === b.from ? a.seq - b.seq : a.from === sender ? -1 : 1

interface Inclusion {
  env: Identity
  index: number
  hashes: Digest[]
  root: Digest
  checkpoint: string
}

/** Smaller trees first. */
const listInclusions = (db: Kysely<Database>, identities: Identity[]): Promise<Inclusion[]> =>
  identities.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('inclusion')
        .innerJoin('witnessed_tree as tree', 'tree.root', 'inclusion.root')
        .select(['env', 'leaf_index as index', 'hashes', 'tree.root', 'checkpoint'])
        .where('env', 'in', identities)
        .orderBy('size')
        .execute()

function placeOf(
  inclusion: Inclusion | undefined,
  roots: readonly Digest[],
): EvidenceEnvelope['inclusion'] {
  if (!inclusion) return null
  const { root, index, hashes } = inclusion
  return { checkpoint: roots.indexOf(root), index, hashes }
}
