import type { LogFinding } from '@causeway/schemas/api'
import type { CompactJws, Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { ColumnType, Generated } from 'kysely'

/** What leaves and arrives, and the evidence of it. */
export interface ExchangeTables {
  outbox_counter: { to_node: NodeId; last_seq: number }
  outbox: {
    /** The envelope's id. */
    id: RandomId
    position: Generated<number>
    to_node: NodeId
    referral_id: RandomId | null
    event_identity: Identity | null
    enc_kid: Digest
    commit: Digest
    /** Cleared once the receiver has settled the envelope. */
    ct: string | null
    /** With `signed` this opens the commitment, for evidence; `signed` in the order it counts. */
    salt: Digest
    signed: Identity[]
    created_at: Date
    seq: number | null
    envelope: string | null
    identity: Identity | null
    submitted_at: Date | null
    /** Code of the hub's refusal, when trying again cannot help. */
    refused: string | null
    /** The row in which the same content goes again, once this envelope can no longer be taken. */
    replaced_by: RandomId | null
    settled_at: Date | null
    /** Whether it has a row in `inclusion`; indexed, so that the rest is found without a search. */
    proven: Generated<boolean>
  }
  inbox: {
    envelope_id: RandomId
    identity: Identity
    from_node: NodeId
    seq: number
    outcome: 'applied' | 'held' | 'rejected'
    code: string | null
    /** As its sender signed it, without the ciphertext. */
    envelope: CompactJws
    /** As in `outbox`; of mail that was opened. */
    salt: Digest | null
    signed: Identity[]
    received_at: Date
    proven: Generated<boolean>
  }
  /** Mail that does not verify by the directory we have; kept, so that it is not lost. */
  quarantine: { digest: Digest; envelope: string; ct: string; code: string; received_at: Date }
  owed_receipt: {
    position: Generated<number>
    to_node: NodeId
    env: Identity
    event: Identity | null
    kind: string
    code: string | null
    at: number
  }
  receipt: {
    identity: Identity
    env: Identity
    event: Identity | null
    kind: string
    by_party: string
    code: string | null
    at: number
    jws: string
    /** The outbox row that carries it, of our own. */
    outbox_id: RandomId | null
    stored_at: Date
  }
  /** A tree of the hub's log in which something was proven, with the lines of a quorum or more. */
  witnessed_tree: { root: Digest; size: number; checkpoint: string }
  inclusion: { env: Identity; leaf_index: number; root: Digest; hashes: Digest[]; proven_at: Date }
  /** What was found about the hub's log, once for each thing that it is about. */
  log_finding: {
    n: Generated<number>
    kind: LogFinding['kind']
    /** Identity of an envelope, root of a tree, or `checkpoint`. */
    subject: string
    evidence: ColumnType<LogFinding['evidence'], string, never>
    noticed_at: Date
  }
  /** The newest checkpoint of the hub's log that this node has verified, and what it said of it. */
  log_head: {
    origin: string
    size: number
    root: Digest
    checkpoint: string
    seen_at: Date
    /** This node's own signature line for this very tree. */
    cosignature: string | null
    /** The newest one that a quorum of nodes has cosigned. */
    witnessed_size: number | null
    witnessed: string | null
    witnessed_at: Date | null
  }
}
