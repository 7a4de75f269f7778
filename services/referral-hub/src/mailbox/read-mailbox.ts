import type { MailboxQuery, NodeId, Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../database/schema.ts'
import { findMail, type Mail } from './mailbox-queries.ts'
import type { WaitingRoom } from './waiting-room.ts'

export interface Mailboxes {
  db: Kysely<Database>
  waitingRoom: WaitingRoom
  now: () => Seconds
}

/**
 * A page of a node's mail; when there is none, waits up to `wait` seconds for some. `gone` ends the
 * wait of a caller that no longer listens.
 */
export async function readMailbox(
  { db, waitingRoom, now }: Mailboxes,
  node: NodeId,
  { after, wait }: z.infer<typeof MailboxQuery>,
  gone: AbortSignal,
): Promise<Mail[]> {
  const seat = waitingRoom.enter(node, wait * 1000)
  const leave = () => seat.leave()
  gone.addEventListener('abort', leave)
  try {
    for (;;) {
      const mail = await findMail(db, node, after, now())
      if (mail.length > 0 || gone.aborted || !(await seat.called())) return mail
    }
  } finally {
    seat.leave()
  }
}
