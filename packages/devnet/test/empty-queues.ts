import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../src/postgres/ask.ts'
import type { Network } from '../src/start-network.ts'

const TRIES = 100
/** Of PostgreSQL: a lock was not to be had in time; two waited for each other. */
const IN_THE_WAY = ['55P03', '40P01']

/**
 * Removes every job, schedule and mark of the queues of hub and nodes from their databases; what
 * remains is which migrations have run. Returns how many jobs the nodes had.
 */
export async function emptyPostgresQueues({ hub, nodes }: Network): Promise<number> {
  await empty(hub.database)
  const jobs = await Promise.all(Object.values(nodes).map(({ database }) => empty(database)))
  return jobs.reduce((sum, count) => sum + count, 0)
}

async function empty({ adminUrl }: Network['hub']['database']): Promise<number> {
  const tables = await ask<{ name: string }>(
    adminUrl,
    `select format('bullmq.%I', tablename) as name from pg_tables
     where schemaname = 'bullmq' and tablename <> 'migration'`,
  )
  const [row] = await ask<{ jobs: number }>(
    adminUrl,
    'select count(*)::int as jobs from bullmq.job',
  )
  // Gives way before two wait for each other: the queues are in use while they are emptied.
  const statement = `set lock_timeout = '100ms'; truncate ${tables.map(({ name }) => name).join(', ')}`
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ask(adminUrl, statement)
      return row?.jobs ?? 0
    } catch (error) {
      const { code = '' } = error as { code?: string }
      if (!IN_THE_WAY.includes(code) || attempt === TRIES) throw error
      await sleep(attempt)
    }
  }
}
