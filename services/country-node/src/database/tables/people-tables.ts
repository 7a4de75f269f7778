import type { ExplainedHow, InterpreterMode, Role, TellingForm } from '@causeway/schemas/codes'
import type { ItemCode } from '@causeway/schemas/record'
import type { Digest, Identity, RandomId } from '@causeway/schemas/wire'
import type { ColumnType } from 'kysely'

/** People, their record, and what they have told already. */
export interface PeopleTables {
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
}
