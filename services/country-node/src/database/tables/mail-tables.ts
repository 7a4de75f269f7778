import type { RandomId } from '@causeway/schemas/wire'
import type { Generated } from 'kysely'

/** Mail to members of staff: that one is owed, and whether it went. */
export interface MailTables {
  mail: {
    /** Names it outside too, so that one that went twice is known for one. */
    id: RandomId
    pseudonym: RandomId
    made_at: Date
    /** Not before. */
    due_at: Date
    /** From here on what is new needs another one. */
    first_tried_at: Date | null
    attempts: Generated<number>
    /** Somebody is sending it until then. */
    claimed_until: Date | null
    /** When it went, or was given up. */
    ended_at: Date | null
    is_sent: Generated<boolean>
  }
}
