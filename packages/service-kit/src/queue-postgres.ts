import { setTimeout as sleep } from 'node:timers/promises'
import {
  assertSchemaCompatibility,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  Queue,
  runMigrations,
  Worker,
} from 'bullmq'
import pg from 'pg'
import type { Logger } from './log.ts'
import {
  defaultJobOptions,
  type Engine,
  isSchemaMissing,
  type JobData,
  notMigrated,
  processor,
  RETRY_DELAY,
  watch,
} from './queue-engine.ts'

/** An upper bound; connections are opened as they are needed, one for each worker that listens. */
const MAX_CONNECTIONS = 16

/** Milliseconds a failed query is held back, since a worker may ask again without any pause. */
const FAILURE_PAUSE = 250

/** One pool for every queue and worker of the process. */
export async function postgresEngine(databaseUrl: string, log: Logger): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: MAX_CONNECTIONS,
    options: `-c search_path=${DEFAULT_SCHEMA}`,
    application_name: 'causeway-queue',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  pool.setMaxListeners(0)
  pool.on('error', (error) => log.warn({ err: error }, 'queue connection lost'))
  pool.on('connect', (client) => {
    client.setMaxListeners(0)
    client.on('error', () => {})
  })
  try {
    await assertSchemaCompatibility(pool)
  } catch (error) {
    await pool.end()
    throw isSchemaMissing(error) ? notMigrated(error) : error
  }

  const connection = paced(pool)
  let workers = 0
  return {
    queue(name) {
      const queue = new Queue<JobData>(
        name,
        { connection, defaultJobOptions },
        createPostgresBackend as never,
      )
      queue.on('error', (error) => log.warn({ err: error, queue: name }, 'queue error'))
      return queue
    },
    worker(name, handler, concurrency) {
      workers += 1
      if (workers > MAX_CONNECTIONS - 2) throw new TypeError('Too many workers in one process')
      const options = { connection, concurrency, runRetryDelay: RETRY_DELAY }
      const worker = new Worker<JobData>(
        name,
        processor(name, handler, log),
        options,
        createPostgresBackend as never,
      )
      watch(worker as never, log)
      return worker
    },
    close: () => pool.end(),
  }
}

/**
 * The pool as the queue sees it. The library retries some failures at once and for ever, which
 * fills the heap; a pause in front of each failure bounds that.
 */
function paced(pool: pg.Pool) {
  const query = async (text: string, params?: unknown[]) => {
    try {
      return await pool.query(text, params)
    } catch (error) {
      await sleep(FAILURE_PAUSE)
      throw error
    }
  }
  return {
    options: pool.options,
    query,
    connect: () => pool.connect(),
    end: () => pool.end(),
    on: pool.on.bind(pool),
    removeAllListeners: pool.removeAllListeners.bind(pool),
  }
}

/**
 * Brings the queue's schema up to date as the migration role and lets the application role use it.
 * Safe to repeat, and to run from several processes at once.
 */
export async function migrateQueue(migrationUrl: string, applicationRole: string): Promise<void> {
  const client = new pg.Client({ connectionString: migrationUrl })
  await client.connect()
  try {
    await runMigrations(client)
    const role = client.escapeIdentifier(applicationRole)
    const schema = client.escapeIdentifier(DEFAULT_SCHEMA)
    await client.query(`
      grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select, update on all sequences in schema ${schema} to ${role};
      grant execute on all functions in schema ${schema} to ${role};
    `)
  } finally {
    await client.end()
  }
}
