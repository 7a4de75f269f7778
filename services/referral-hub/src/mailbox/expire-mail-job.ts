import type { Seconds } from '@causeway/schemas/wire'
import type { Logger } from '@causeway/service-kit/log'
import type { Queues } from '@causeway/service-kit/queue'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { deleteExpiredMail } from './mailbox-queries.ts'

const QUEUE = 'expire-mail'
const EVERY_MILLISECONDS = 60_000

interface ExpiryJob {
  queues: Queues
  db: Kysely<Database>
  now: () => Seconds
  log: Logger
}

/** Sweeps expired mail every minute. Running it twice, or late, changes nothing else. */
export async function scheduleMailExpiry({ queues, db, now, log }: ExpiryJob): Promise<void> {
  queues.worker(
    QUEUE,
    async () => {
      const expired = await deleteExpiredMail(db, now())
      if (expired > 0) log.info({ expired }, 'mail expired')
    },
    { concurrency: 1 },
  )
  await queues.queue(QUEUE).every(QUEUE, EVERY_MILLISECONDS)
}
