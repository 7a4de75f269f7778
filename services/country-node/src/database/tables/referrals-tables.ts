import type { ReferralState, ReferralStatus } from '@causeway/protocol/referral'
import type { FollowUpStep, Outcome } from '@causeway/schemas/codes'
import type { DoNotAsk, EventType, ItemCode } from '@causeway/schemas/record'
import type { Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** Referrals, their events, and what belongs to one of them. */
export interface ReferralsTables {
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
    /** Follows from how it stands: where lists look for it. She is awaited whatever has ended. */
    stage: ColumnType<'none' | 'to_answer' | 'running' | 'ended', never, never>
    /** By when something is awaited next, in seconds; `NOTHING_DUE` when nothing is. */
    due_at: Generated<number>
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
  /** The words of our own questions and answers; those of the other side are in their events. */
  question_text: { referral_id: RandomId; eid: RandomId; category: string; sealed: Buffer }
}
