import type { ReferralState, ReferralStatus } from '@causeway/protocol/referral'
import type { EventType, ItemCode } from '@causeway/schemas/record'
import type { Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { Generated, JSONColumnType } from 'kysely'

/** `bigint` columns arrive as numbers (the pool's type parser refuses unsafe ones). */
export interface Database {
  staff_member: { pseudonym: RandomId; subject: string; first_seen_at: Date }
  data_key: {
    subject_id: string
    category: string
    wrapped: Buffer
    wrapped_by: string
    created_at: Date
  }
  person: { id: RandomId; org: RandomId; created_by: RandomId; created_at: Date }
  record_item: {
    person_id: RandomId
    code: ItemCode
    revision: number
    sealed: Buffer
    recorded_by: RandomId
    recorded_at: Date
  }
  agreement: {
    id: RandomId
    person_id: RandomId
    receiver_node: NodeId
    receiver_org: RandomId
    purpose: string
    items: ItemCode[]
    valid_from: number
    expires_at: number
    grant_jws: string
    grant_identity: Identity
    /** The exact wording that was explained to her, whose hash is in the grant. */
    text_sealed: Buffer
    recorded_by: RandomId
    recorded_at: Date
  }
  referral: {
    id: RandomId
    side: 'sender' | 'receiver'
    own_org: RandomId
    peer_node: NodeId
    peer_org: RandomId
    person_id: RandomId | null
    agreement_id: RandomId | null
    purpose: string
    urgency: string
    draft_sealed: Buffer | null
    status: ReferralStatus | 'draft'
    state: JSONColumnType<ReferralState>
    version: Generated<number>
    /** The version for which everything that follows by itself was done. */
    settled_version: Generated<number>
    created_by: RandomId | null
    created_at: Date
    changed_at: Date
  }
  referral_event: {
    identity: Identity
    referral_id: RandomId
    node: NodeId
    n: number
    type: EventType
    jws: string
    body_salt: Digest | null
    body_sealed: Buffer | null
    at: number
    stored_at: Date
    /** Identity of the envelope it came in; `null` for our own. */
    env: Identity | null
    /** Whether its body held items that were not kept. */
    has_surplus: Generated<boolean>
    /** Why what it disclosed was not kept, if so; the event itself counts. */
    body_refused: string | null
    /** When it counted and `applied` was owed for it; `null` for our own. */
    applied_at: Date | null
  }
  received_item: { referral_id: RandomId; code: ItemCode; category: string; sealed: Buffer }
  disclosure: {
    event_identity: Identity
    referral_id: RandomId
    person_id: RandomId
    agreement_id: RandomId
    tier: 't1' | 't2' | 't3'
    to_node: NodeId
    to_org: RandomId
    items: ItemCode[]
    policy: string
    at: Date
  }
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
  inclusion: {
    env: Identity
    leaf_index: number
    tree_size: number
    hashes: Digest[]
    checkpoint: string
    proven_at: Date
  }
  /** Envelopes whose leaf was overdue when somebody looked. */
  leaf_missing: { env: Identity; noticed_at: Date }
  /** The newest checkpoint of the hub's log that this node has verified. */
  log_head: { origin: string; size: number; root: Digest; checkpoint: string; seen_at: Date }
  audit: { n: number; prev: Digest; hash: Digest; entry: string }
  /** One row: the newest entry, so that missing ones at the end are noticed. */
  audit_head: { n: number; hash: Digest }
  idempotency: {
    caller: string
    key: string
    request_sha256: Digest
    status: number
    body: JSONColumnType<object>
    created_at: Date
  }
}
