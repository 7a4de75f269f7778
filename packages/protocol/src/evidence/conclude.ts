import type { EvidenceBundle } from '@causeway/schemas/evidence'
import type { Seconds } from '@causeway/schemas/wire'
import { type ChainedEvent, countEvents } from '../chain/index.ts'
import { quorumOf, type WitnessedCheckpoint } from '../log/index.ts'
import { fold } from '../referral/index.ts'
import type { NamedDirectory } from './check-directory.ts'
import type { CheckedEnvelope } from './check-envelopes.ts'
import type { CheckedEvents } from './check-events.ts'
import type { CheckedReceipt } from './check-receipts.ts'
import type { EvidenceGap, LoggedAt, ProvenEnvelope, WholeEvidence } from './verdict.ts'

/** All parts of a bundle, each checked. */
export interface CheckedParts extends CheckedEvents {
  bundle: EvidenceBundle
  directory: NamedDirectory
  isRootKnown: boolean
  envelopes: CheckedEnvelope[]
  receipts: CheckedReceipt[][]
  checkpoints: WitnessedCheckpoint[]
  isOneHistory: boolean
  sealedAt: Seconds
}

/** What follows from a bundle whose links all hold. */
export function conclude(parts: CheckedParts): WholeEvidence {
  const { bundle, directory, events, missing, checkpoints, sealedAt } = parts
  const { status, lead, disclosure, isPaused, frozen } = fold(events, bundle.sender)
  const envelopes = parts.envelopes.map((_, at) => provenEnvelope(parts, at))
  return {
    holds: true,
    referral: bundle.referral,
    network: { name: directory.network, root: directory.root },
    sender: bundle.sender,
    receiver: bundle.receiver,
    ...namesIn(directory, events),
    sealed: { by: bundle.by, at: sealedAt },
    events: inOrder(events),
    envelopes,
    state: { status, lead, disclosure, isPaused, frozen },
    witnesses: { nodes: directory.nodes.length, quorum: quorumOf(directory.nodes.length) },
    checkpoints: checkpoints.length,
    missing,
    gaps: gapsIn(parts, envelopes),
  }
}

/** Of the two nodes and of the organisations whose people acted, as the directory calls them. */
function namesIn({ names }: NamedDirectory, events: readonly ChainedEvent[]) {
  const used = new Set<string>(events.flatMap(({ node, actor }) => [node, actor.org]))
  for (const event of events) {
    if (event.type === 'offered') used.add(event.data.to.node).add(event.data.to.org)
  }
  const all = [...names.nodes, ...names.organisations].filter(({ id }) => used.has(id))
  const homes = names.organisations.filter(({ id }) => used.has(id))
  return {
    names: Object.fromEntries(all.map(({ id, name }) => [id, name])),
    homes: Object.fromEntries(homes.map(({ id, node }) => [id, node])),
  }
}

/** Those that count first, each after all it builds on; then those that wait. */
function inOrder(events: readonly ChainedEvent[]) {
  const counted = countEvents(events)
  const numbers = new Map(events.map(({ identity }, number) => [identity, number]))
  return [...counted.events, ...counted.pending].map((event) => ({
    ...event,
    number: numbers.get(event.identity) ?? 0,
  }))
}

function provenEnvelope(parts: CheckedParts, at: number): ProvenEnvelope {
  const { identity, header, events, others } = parts.envelopes[at] as CheckedEnvelope
  const { from, to, seq, iat } = header
  const receipts = (parts.receipts[at] ?? []).map((receipt) => ({
    kind: receipt.kind,
    by: receipt.by,
    at: receipt.at,
    code: receipt.code,
  }))
  return { identity, from, to, seq, at: iat, events, others, receipts, logged: loggedAt(parts, at) }
}

function loggedAt(
  { bundle, directory, checkpoints }: CheckedParts,
  at: number,
): LoggedAt | undefined {
  const inclusion = bundle.envelopes[at]?.inclusion
  const witnessed = inclusion && checkpoints[inclusion.checkpoint]
  if (!witnessed) return undefined
  const { checkpoint, cosignatures, isWitnessed } = witnessed
  const times = cosignatures.map((line) => line.at).toSorted((a, b) => a - b)
  return {
    index: inclusion.index,
    size: checkpoint.size,
    by: cosignatures.map(({ node }) => node),
    witnessedAt: isWitnessed ? times[quorumOf(directory.nodes.length) - 1] : undefined,
  }
}

const answers = ['applied', 'delivered', 'rejected', 'retrieved']

function gapsIn(parts: CheckedParts, envelopes: readonly ProvenEnvelope[]): EvidenceGap[] {
  const { events, missing, isRootKnown, isOneHistory } = parts
  const sent = new Set(envelopes.flatMap((envelope) => envelope.events))
  const places = events.map(({ node, n }) => `${node} ${n}`)
  const found: Record<EvidenceGap, boolean> = {
    root_unknown: !isRootKnown,
    contradiction: new Set(places).size < places.length,
    events_missing: missing.length > 0,
    not_sent: sent.size < events.length,
    not_answered: envelopes.some(({ receipts }) =>
      receipts.every(({ kind }) => !answers.includes(kind)),
    ),
    not_logged: envelopes.some(({ logged }) => !logged),
    not_witnessed: envelopes.some(({ logged }) => logged && logged.witnessedAt === undefined),
    not_joined: !isOneHistory,
  }
  return (Object.keys(found) as EvidenceGap[]).filter((gap) => found[gap])
}
