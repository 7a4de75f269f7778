import type { Role } from '@causeway/schemas/codes'
import type { Digest, RandomId } from '@causeway/schemas/wire'
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'

/** Who works here, what they are assigned to, and what was done. */
export interface StaffTables {
  staff_member: {
    pseudonym: RandomId
    subject: string
    first_seen_at: Date
    /** As the newest token said, for those who have to name a colleague. */
    org: ColumnType<RandomId | null, RandomId | null | undefined>
    role: ColumnType<Role | null, Role | null | undefined>
    name: ColumnType<string | null, string | null | undefined>
    /** Where neutral mail goes; none when the provider gives none. */
    email: ColumnType<string | null, string | null | undefined>
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
  /** What was typed in a form that came when its session was over; gone after half an hour. */
  kept_form: {
    id: RandomId
    /** Whose it is: nobody else sees it. */
    pseudonym: RandomId
    org: RandomId
    /** Of the page that it was typed on. */
    path: string
    sealed: Buffer
    kept_at: Date
  }
  /** What somebody has typed on pages and not sent yet. */
  page_draft: {
    id: RandomId
    /** Whose it is: nobody else sees it. */
    pseudonym: RandomId
    org: RandomId
    /** With somebody made up: it never has a referral, and is deleted within a day. */
    is_practice: ColumnType<boolean, boolean, never>
    /** `null` once it has ended: its key is destroyed too. */
    sealed: Buffer | null
    begun_at: Date
    saved_at: Date
    /** From here on it stays as it is, so that sending it twice sends the same. */
    sending_at: ColumnType<Date | null, Date | null | undefined>
    ended_at: ColumnType<Date | null, Date | null | undefined>
    /** What became of it. */
    referral_id: ColumnType<RandomId | null, RandomId | null | undefined>
  }
  audit: {
    n: number
    prev: Digest
    hash: Digest
    entry: string
    /** Read from the text of the entry by the database itself; `null` where there is none in it. */
    at: GeneratedAlways<number | null>
    worker: GeneratedAlways<RandomId | null>
    subject: GeneratedAlways<string | null>
  }
  /** A check of the whole chain of the audit; without a verdict while it runs. */
  audit_check: {
    id: RandomId
    begun_at: Date
    begun_by: RandomId
    /** The newest entry when it began: number and hash. */
    total: number
    head: Digest
    /** How many were found to hold so far. */
    entries: Generated<number>
    /** When it last showed that it runs. */
    seen_at: Date
    ended_at: Date | null
    verdict: 'whole' | 'broken' | 'interrupted' | null
    broken_at: number | null
  }
  /** One row: the newest entry, so that missing ones at the end are noticed. */
  audit_head: { n: number; prev: Digest | null; hash: Digest }
  idempotency: {
    caller: string
    key: string
    request_sha256: Digest
    status: number
    body: JSONColumnType<object>
    created_at: Date
  }
}
