import type { Category, ItemCode } from '@causeway/schemas/record'
import type { CompactJws, Identity, NodeId, RandomId } from '@causeway/schemas/wire'

/** What was signed of a record, here and elsewhere. */
export interface RecordsTables {
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
}
