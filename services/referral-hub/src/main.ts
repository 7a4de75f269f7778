import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { openQueues } from '@causeway/service-kit/queue'
import { run } from '@causeway/service-kit/run'
import { createHub } from './app.ts'
import { readHubConfig } from './config.ts'
import type { Database } from './database/schema.ts'
import { scheduleMailExpiry } from './mailbox/expire-mail-job.ts'
import { openKeys } from './open-keys.ts'
import { createWaitingRoom } from './waiting/waiting-room.ts'
import { listenForNews } from './waiting/wake-up.ts'

const CONNECTIONS = 12
/** Seconds that the witnesses have for a checkpoint before the next follows without their quorum. */
const PATIENCE = 5

await run('referral-hub', process.env, async ({ log, onClose }) => {
  const config = readHubConfig(process.env)
  const keys = await openKeys(config)
  const now = () => Math.floor(Date.now() / 1000)

  const pool = createPool(config.databaseUrl, {
    max: CONNECTIONS,
    applicationName: 'referral-hub',
    onError: (error) => log.warn({ err: error }, 'database connection lost'),
  })
  const db = createDatabase<Database>(pool)
  onClose('database', () => db.destroy())

  const { queueUrl, databaseUrl } = config
  const queues = await openQueues({ queueUrl, databaseUrl, log })
  onClose('queues', () => queues.close())
  await scheduleMailExpiry({ queues, db, now, log })

  const waitingRoom = createWaitingRoom()
  const listening = await listenForNews(databaseUrl, waitingRoom)
  onClose('listening', () => listening.close())

  const { origin, requestsPerSecond } = config
  const limits = { requestsPerSecond, patience: PATIENCE }
  const hub = createHub({ ...keys, ...limits, pool, db, waitingRoom, origin, now, log })
  onClose('http', () => hub.close())
  await hub.listen(config.http)
  log.info('listening')
})
