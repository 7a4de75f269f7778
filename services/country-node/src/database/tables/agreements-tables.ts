import type { ExplainedHow, InterpreterMode, Purpose } from '@causeway/schemas/codes'
import type { Category, ItemCode, LegalBasis, NoticeRef } from '@causeway/schemas/record'
import type { CompactJws, Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { Generated, JSONColumnType } from 'kysely'
import type { AgreementEventKind } from '../../agreements/agreement-state.ts'

/** What she agreed to, and what she took back. */
export interface AgreementsTables {
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
}
