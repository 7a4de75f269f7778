import type { MailboxQuery, NodeId, Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../database/schema.ts'
import { poll } from '../waiting/poll.ts'
import type { WaitingRoom } from '../waiting/waiting-room.ts'
import { findMail, type Mail } from './mailbox-queries.ts'

export interface Mailboxes {
  db: Kysely<Database>
  waitingRoom: WaitingRoom
  now: () => Seconds
}

/** The row of the waiting room in which a node waits for its mail. */
export const rowOfMail = (node: NodeId): string => `mail ${node}`

/**
 * A page of a node's mail; when there is none, waits up to `wait` seconds for some. `gone` ends the
 * wait of a caller that no longer listens.
 */
export const readMailbox = (
  { db, waitingRoom, now }: Mailboxes,
  node: NodeId,
  { after, wait }: z.infer<typeof MailboxQuery>,
  gone: AbortSignal,
): Promise<Mail[]> =>
  poll(waitingRoom, {
    row: rowOfMail(node),
    node,
    seconds: wait,
    gone,
    look: async () => {
      const mail = await findMail(db, node, after, now())
      return { value: mail, isNews: mail.length > 0 }
    },
  })
