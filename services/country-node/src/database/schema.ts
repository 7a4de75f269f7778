import type { ReferralState, ReferralStatus } from '@causeway/protocol/referral'
import type { AlarmKind, AlarmOutcome, AlarmRole } from '@causeway/schemas/api'
import type {
  ExplainedHow,
  FollowUpStep,
  InterpreterMode,
  Outcome,
  Purpose,
  Role,
  TellingForm,
} from '@causeway/schemas/codes'
import type {
  Category,
  DoNotAsk,
  EventType,
  ItemCode,
  LegalBasis,
  NoticeRef,
} from '@causeway/schemas/record'
import type { CompactJws, Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { AgreementEventKind } from '../agreements/agreement-state.ts'
import type { DeadlineKind } from '../deadlines/deadline-state.ts'

/** `bigint` columns arrive as numbers (the pool's type parser refuses unsafe ones). */
export interface Database {
  staff_member: {
    pseudonym: RandomId
    subject: string
    first_seen_at: Date
    /** As the newest token said, for those who have to name a colleague. */
    org: ColumnType<RandomId | null, RandomId | null | undefined>
    role: ColumnType<Role | null, Role | null | undefined>
    name: ColumnType<string | null, string | null | undefined>
  }
  /** Who is signed in with a browser: rows are gone when it is over. */
  session: {
    /** SHA-256 of the cookie, which is nowhere here. */
    id_hash: string
    pseudonym: RandomId
    /** As the token said at the last sign-in or second factor. */
    org: RandomId
    role: Role
    trained_until: number | null
    /** The identity provider's own session (`sid`), to be ended with. */
    provider_session: string | null
    form_token: RandomId
    begun_at: Date
    seen_at: Date
    /** When the second factor was last given. */
    strong_at: Date | null
  }
  /** A sign-in that the provider has not answered yet. */
  sign_in_attempt: {
    state_hash: string
    browser_hash: string
    to: string
    /** The session that a second factor is asked for. */
    session_hash: string | null
    begun_at: Date
  }
  data_key: {
    subject_id: string
    category: string
    wrapped: Buffer
    wrapped_by: string
    created_at: Date
  }
  person: {
    id: RandomId
    org: RandomId
    created_by: RandomId
    created_at: Date
    /** The referral that brought her here; `null` for who told her story here first. */
    origin_referral: ColumnType<RandomId | null, RandomId | null | undefined>
  }
  /** Who works with whom. Over at `ends_at`; a row is never removed. */
  assignment: {
    position: Generated<number>
    subject_kind: 'person' | 'referral'
    subject_id: RandomId
    /** The organisation in which it holds, and no other. */
    org: RandomId
    pseudonym: RandomId
    assigned_by: RandomId
    starts_at: Date
    ends_at: Date | null
  }
  /** What she heard before she told anything. */
  notice_heard: {
    person_id: RandomId
    notice: string
    version: number
    lang: string
    sha256: Digest
    how: ExplainedHow
    interpreter: InterpreterMode
    at: Date
    heard_from: RandomId
  }
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
    purpose: Purpose
    items: ItemCode[]
    /** The id under which this receiver knows her, and no other one does. */
    person_alias: RandomId
    valid_from: number
    expires_at: number
    lang: string
    how: ExplainedHow
    interpreter: InterpreterMode
    notice: JSONColumnType<NoticeRef>
    text_sha256: Digest
    /** The exact wording that was put to her, whose hash is in each grant. */
    text_sealed: Buffer
    may_be_told_sealed: Buffer | null
    recorded_by: RandomId
    recorded_at: Date
  }
  /** What of an agreement travels, signed, one for each group of items. */
  agreement_grant: {
    gid: RandomId
    agreement_id: RandomId
    category: Category
    items: ItemCode[]
    basis: JSONColumnType<LegalBasis>
    release: boolean
    jws: CompactJws
    identity: Identity
  }
  /** What became of an agreement: rows are added and never changed. */
  agreement_event: {
    position: Generated<number>
    agreement_id: RandomId
    kind: AgreementEventKind
    /** Of these groups only; `null` is of all. */
    groups: Category[] | null
    /** The withdrawal of hers that ended it, or that was undone. */
    withdrawal: RandomId | null
    reason: string | null
    by: RandomId
    at: number
  }
  referral: {
    id: RandomId
    side: 'sender' | 'receiver'
    own_org: RandomId
    peer_node: NodeId
    peer_org: RandomId
    /** Of the sender's, from the draft; of the receiver's, once she is in its care. */
    person_id: RandomId | null
    /** The referral that brought her to this node, when she is referred onward. */
    parent_id: ColumnType<RandomId | null, RandomId | null | undefined>
    agreement_id: RandomId | null
    purpose: string
    urgency: string
    draft_sealed: Buffer | null
    /** `dropped`: a draft that will never be offered. */
    status: ReferralStatus | 'draft' | 'dropped'
    state: JSONColumnType<ReferralState>
    version: Generated<number>
    /** The version for which everything that follows by itself was done. */
    settled_version: Generated<number>
    /** How often somebody has said what she answered; never more than five times in all. */
    meeting_tries: Generated<number>
    /** How it ended, which the other node may not be told. */
    outcome: ColumnType<Outcome | null, Outcome | null | undefined>
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
  /** Every revision of the records that this node signed, each made for one other node. */
  issued_record: {
    rec: RandomId
    rev: number
    person_id: RandomId
    to_node: NodeId
    identity: Identity
    jwt: CompactJws
    at: Date
  }
  /** All that can be shown of the newest revision of a record, one row for each group. */
  issued_disclosure: {
    rec: RandomId
    category: Category
    /** The revision in which this group changed last. */
    rev: number
    sealed: Buffer
  }
  /** The newest revision seen of each record that another node signed; digests only. */
  received_record: {
    rec: RandomId
    iss: NodeId
    rev: number
    identity: Identity
    jwt: CompactJws
    at: Date
  }
  /** What was received and kept of a record, one row for each group. */
  received_disclosure: { referral_id: RandomId; rec: RandomId; category: Category; sealed: Buffer }
  received_item: {
    referral_id: RandomId
    code: ItemCode
    category: Category
    /** The record that vouches for it. */
    rec: RandomId
    sealed: Buffer
  }
  disclosure: {
    event_identity: Identity
    referral_id: RandomId
    person_id: RandomId
    agreement_id: RandomId
    tier: 't1' | 't2' | 't3'
    to_node: NodeId
    to_org: RandomId
    items: ItemCode[]
    /** Identities of the grants that it rested on. */
    grants: Identity[]
    /** The revision of this node's own record that was shown, if one was. */
    record_rev: number | null
    policy: string
    because_sealed: Buffer | null
    /** What was said of the topics that nobody needs to ask her about: codes, counts and times. */
    do_not_ask: JSONColumnType<DoNotAsk[]>
    at: Date
  }
  /** What came, or went, with each signature on a plan. */
  signed_plan: {
    event_identity: Identity
    referral_id: RandomId
    /** The text and the half, without what the meeting words come from. */
    sealed: Buffer
    /** What they come from, in the sender's half; gone once she has been met. */
    secret_sealed: Buffer | null
    /** What her answer is held against; the receiver's alone. */
    verifier_sealed: Buffer | null
    /** What her card shows in place of a name; the sender's alone. */
    card_code: RandomId | null
  }
  /** When to ask after her; nothing of this leaves the node. */
  follow_up: {
    referral_id: RandomId
    step: FollowUpStep
    due_at: Date
    done_at: Date | null
    done_by: RandomId | null
    reached: boolean | null
    note_sealed: Buffer | null
  }
  /** What a person withdrew, as this node knows her, wherever she said it. */
  withdrawal: {
    id: RandomId
    person_id: RandomId
    /** `null` is of all. */
    groups: Category[] | null
    at: Date
    /** Pseudonym of who recorded it here; the node's own when it came from elsewhere. */
    by: RandomId
    /** The referral through which it came. */
    came_by: RandomId | null
    undone_at: Date | null
    /** When agreements, drafts and the referrals concerned were told, and told of the undoing. */
    spread_at: Date | null
    undo_spread_at: Date | null
  }
  /** One row for each referral that has to know of a withdrawal; `eid` once it has been told. */
  withdrawal_message: { withdrawal_id: RandomId; referral_id: RandomId; eid: RandomId | null }
  /** What may not be used of one referral. A row is never removed and never comes back to life. */
  restriction: {
    referral_id: RandomId
    /** `eid` of the event that said so. */
    withdrawal: RandomId
    groups: Category[] | null
    at: Date
    undone_at: Date | null
  }
  /** When what was received in a referral that ended must be gone. */
  destruction: { referral_id: RandomId; due_at: Date; done_at: Date | null }
  /** The words of our own questions and answers; those of the other side are in their events. */
  question_text: { referral_id: RandomId; eid: RandomId; category: string; sealed: Buffer }
  /** One line of the already-told ledger: of a person told here, or of a referral. */
  telling: {
    id: RandomId
    person_id: RandomId | null
    referral_id: RandomId | null
    topic: ItemCode
    to_org: RandomId
    to_role: Role
    at: number
    form: TellingForm
    is_reusable: boolean
    was_asked: boolean
    because_sealed: Buffer | null
  }
  /** By which event the two sides of a referral came to know the same line. */
  telling_message: { telling_id: RandomId; referral_id: RandomId; event_identity: Identity }
  /** What has to have happened by some time; derived from the referral, rebuilt with it. */
  deadline: {
    referral_id: RandomId
    kind: DeadlineKind
    key: string
    /** All that a queue knows of it. */
    id: RandomId
    due_at: number
    done_at: number | null
  }
  alarm: {
    id: RandomId
    referral_id: RandomId
    org: RandomId
    side: 'sender' | 'receiver'
    kind: AlarmKind
    key: string
    /** Counts those about the same thing: a later one is raised when an earlier one was ended. */
    round: number
    raised_at: number
    acknowledged_at: number | null
    acknowledged_by: RandomId | null
    acknowledged_role: Role | null
    ended_at: number | null
    /** `null` when it ended by itself. */
    ended_by: RandomId | null
    outcome: AlarmOutcome | 'over' | null
  }
  /** Who was told of an alarm and when: duties, never names. */
  alarm_rung: { alarm_id: RandomId; rung: number; role: AlarmRole; told_at: number }
  /** Neutral messages to be sent: for whom, and nothing about what. */
  notification: {
    position: Generated<number>
    org: RandomId
    role: AlarmRole
    kind: 'item_waiting'
    at: number
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
