import type { EvidenceEnvelope, UnsealedEvidence } from '@causeway/schemas/evidence'
import type { EventType, ReferralEvent } from '@causeway/schemas/record'
import type { CompactJws, Digest, Identity, NodeId, Receipt } from '@causeway/schemas/wire'
import { type ChainedEvent, nextLink, signEvent } from '../src/chain/index.ts'
import { commitTo, signEnvelope } from '../src/envelope/index.ts'
import {
  completedBy,
  consistencyProofFrom,
  cosign,
  inclusionProofFrom,
  leafHash,
  nodeReader,
  rootFrom,
  signCheckpoint,
} from '../src/log/index.ts'
import { signReceipt } from '../src/receipt/index.ts'
import { identityOf } from '../src/suite/index.ts'
import { digestOf, idOf, keyFile, NOW, nodeId, rootJwk, type TestNetwork } from './network.ts'
import { syntheticEvent } from './two-nodes.ts'

const [gb, ro] = [nodeId('gb'), nodeId('ro')]
const origin = 'hub.example/log'

interface Said {
  node: NodeId
  type: EventType
  jws: CompactJws
  event: ChainedEvent
}

/** What two nodes said to each other about one referral, and all evidence of it, all of it true. */
export interface SyntheticEvidence {
  said: Said[]
  unsealed: UnsealedEvidence
}

/**
 * Evidence of the referral named by `label`: an offer, its acceptance and a packet, each in an
 * envelope of its own, logged among others and witnessed by gb and ro. `by` exports. A line that ends
 * in `fork` is said as if its node had said nothing before.
 */
export function syntheticEvidence(
  { keys, witnessKeys, compact }: TestNetwork,
  { label = 'referral', by = gb, story = ['gb offered', 'ro accepted', 'gb disclosed'] } = {},
): SyntheticEvidence {
  const referral = idOf(label)
  const keyOf = (node: NodeId) => (node === gb ? keys.gb : keys.ro)
  const said: Said[] = []
  for (const [index, line] of story.entries()) {
    const [who, type, isFork] = line.split(' ') as ['gb' | 'ro', EventType, string?]
    const node = nodeId(who)
    const known = isFork ? said.filter((one) => one.node !== node) : said
    const link = nextLink(
      known.map(({ event }) => event),
      node,
    )
    const { identity: _, ...made } = syntheticEvent(type, { node, ...link }, index + 1)
    const event = { ...made, eid: idOf(`${label} ${index}`), referral, at: NOW - 100 + index }
    const jws = signEvent(event as ReferralEvent, keyOf(node))
    const identity = identityOf(jws)
    said.push({ node, type, jws, event: { ...event, identity } as ChainedEvent })
  }

  const envelopes = said.map(({ node, event, type }, index) => {
    const [from, to] = node === gb ? [gb, ro] : [ro, gb]
    const salt = digestOf(`${label} salt ${index}`)
    const grants = type === 'offered' || type === 'disclosed' ? [digestOf(`grant ${index}`)] : []
    const signed = [event.identity, ...grants]
    const id = idOf(`${label} envelope ${index}`)
    const unsigned = { id, from, to, enc_kid: digestOf('enc'), commit: commitTo(salt, signed) }
    const seq = said.slice(0, index + 1).filter((one) => one.node === node).length
    const at = NOW - 90 + index
    const envelope = signEnvelope({ ...unsigned, ct: 'YQ.YQ..YQ.' }, seq, at, keyOf(node))
    return { from, to, at, seq, envelope, identity: identityOf(envelope), salt, signed }
  })

  const leaves = envelopes.flatMap(({ identity }, index) => [digestOf(`other ${index}`), identity])
  const hashes = leaves.map((leaf) => leafHash('env', leaf))
  const read = nodeReader(completedBy(0, hashes, () => undefined))
  const sizes = envelopes.map((_, index) => index * 2 + 2)
  const checkpoints = sizes.map((size) => {
    const checkpoint = { origin, size, root: rootFrom(size, read) }
    const lines = [witnessKeys.gb, witnessKeys.ro].map((key) => cosign(checkpoint, NOW - 50, key))
    return signCheckpoint(checkpoint, keyFile.log.skey) + lines.join('')
  })

  const receiptsOf = ({ to, at, identity: env, signed }: (typeof envelopes)[number]) => {
    const event = signed[0] as Identity
    const made: Receipt[] = [
      { kind: 'submission_accepted', by: 'hub', env, at, merge_by: at + 60 },
      { kind: 'applied', by: to, env, event, at: at + 1 },
      { kind: 'retrieved', by: to, env, event, at: at + 2 },
    ]
    return made.map((receipt) => signReceipt(receipt, receipt.by === 'hub' ? keys.hub : keyOf(to)))
  }
  const evidenceOf = (index: number): EvidenceEnvelope => {
    const made = envelopes[index] as (typeof envelopes)[number]
    const place = { checkpoint: index, index: index * 2 + 1 }
    return {
      envelope: made.envelope,
      salt: made.salt,
      signed: made.signed,
      receipts: receiptsOf(made),
      inclusion: { ...place, hashes: inclusionProofFrom(place.index, sizes[index] ?? 0, read) },
    }
  }
  const ofNode = (node: NodeId) => said.flatMap((one, index) => (one.node === node ? [index] : []))
  const order = [...ofNode(gb), ...ofNode(ro)]
  const rank = ({ node, event }: Said) => `${node} ${event.n} ${event.identity}`
  const events = said.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return {
    said,
    unsealed: {
      v: 1,
      referral,
      sender: gb,
      receiver: ro,
      by,
      root: rootJwk,
      directory: compact,
      events: events.map(({ jws }) => jws),
      envelopes: order.map(evidenceOf),
      checkpoints,
      joins: sizes
        .slice(1)
        .map((size, index): Digest[] => consistencyProofFrom(sizes[index] ?? 0, size, read)),
    },
  }
}
