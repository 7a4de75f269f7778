import type { Language } from '@causeway/page-kit'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import type { Generated, JSONColumnType } from 'kysely'
import type { Pretended } from '../../survivor/pretend.ts'

/** What she sees and does herself, without an account. */
export interface WindowTables {
  /** Her window, as a worker opened it with her in the room; opening it anew is another row. */
  survivor_window: {
    id: RandomId
    person_id: RandomId
    /** Who keeps her record. */
    org: RandomId
    language: Language
    /** Of the code on her slip, which is nowhere here. */
    code_sha256: string
    pin_verifier: string
    /** Of the PIN for danger; when she chose none, of something that nobody can type. */
    duress_verifier: string
    opened_by: RandomId
    opened_at: Date
    /** Tries since the last one that was right, each counted before it is looked at. */
    tries: Generated<number>
    closed_at: Date | null
    /** When the PIN for danger was last typed, and when what follows from it was last done. */
    duress_at: Date | null
    duress_done_at: Date | null
    /** What was clicked after it and did nothing. */
    pretended: JSONColumnType<Pretended[]>
  }
  /** A browser in which her window is open: rows are gone when it is over. */
  survivor_session: {
    /** SHA-256 of the cookie, which is nowhere here. */
    id_hash: string
    window_id: RandomId
    form_token: RandomId
    language: Language
    is_duress: boolean
    begun_at: Date
    seen_at: Date
  }
  /** Pauses that followed from the PIN for danger: whoever typed it is not shown them. */
  survivor_silent_pause: { event_identity: Identity; window_id: RandomId }
}
