import type { Digest, Identity, NodeId, RandomId, Receipt, Seconds } from '@causeway/schemas/wire'
import type { ChainedEvent } from '../chain/index.ts'
import type { ReferralState } from '../referral/index.ts'
import type { Break } from './broken-link.ts'
import type { MissingEvent } from './check-events.ts'

/** Where an envelope stands in the hub's log, and who has seen it stand there. */
export interface LoggedAt {
  index: number
  size: number
  /** Nodes that cosigned the checkpoint. */
  by: NodeId[]
  /** When as many nodes as it takes had cosigned; not there while they are too few. */
  witnessedAt: Seconds | undefined
}

/** One envelope: when it was signed, what anybody has signed about it. */
export interface ProvenEnvelope {
  identity: Identity
  from: NodeId
  to: NodeId
  seq: number
  /** When its sender says that it signed it. */
  at: Seconds
  /** The events it carried, by their number in the bundle. */
  events: number[]
  /** Signed objects that it carried beside, known by their hashes only. */
  others: number
  receipts: Pick<Receipt, 'kind' | 'by' | 'at' | 'code'>[]
  logged: LoggedAt | undefined
}

/** What may not be concluded from this bundle, beside what no bundle can show. */
export type EvidenceGap =
  /** Nobody said which root key is the right one. */
  | 'root_unknown'
  /** Some envelope has no proof of a place in the log. */
  | 'not_logged'
  /** Some checkpoint is confirmed by fewer nodes than it takes. */
  | 'not_witnessed'
  /** Some two checkpoints are not shown to be of one history. */
  | 'not_joined'
  /** Some event of the exporting node is in no envelope: it may never have been sent. */
  | 'not_sent'
  /** Some envelope has no receipt of the node it went to. */
  | 'not_answered'
  /** Events of the other node are missing before others of it. */
  | 'events_missing'
  /** A node has signed two events with one number. */
  | 'contradiction'

/** A bundle whose every link holds, and what follows. */
export interface WholeEvidence {
  holds: true
  referral: RandomId
  network: { name: string; root: Digest }
  sender: NodeId
  receiver: NodeId
  names: Record<string, string>
  /** Of each organisation that is named the node that it belongs to: an event can name any. */
  homes: Record<string, NodeId>
  sealed: { by: NodeId; at: Seconds }
  /** Oldest first, as each builds on what it has seen; `number` is the one in the bundle, from 0. */
  events: (ChainedEvent & { number: number })[]
  envelopes: ProvenEnvelope[]
  /** Where the referral stands by all events that are here. */
  state: Pick<ReferralState, 'status' | 'lead' | 'disclosure' | 'isPaused' | 'frozen'>
  witnesses: { nodes: number; quorum: number }
  checkpoints: number
  missing: MissingEvent[]
  gaps: EvidenceGap[]
}

export interface BrokenEvidence {
  holds: false
  /** The first link that does not hold; nothing after it was looked at. */
  broken: Break
}

export type EvidenceVerdict = WholeEvidence | BrokenEvidence
