import { randomUUID } from 'node:crypto'
import type { Logger } from './log.ts'
import { type Engine, type JobHandler, jobId } from './queue-engine.ts'
import { postgresEngine } from './queue-postgres.ts'
import { redisEngine } from './queue-redis.ts'

export type { JobData, JobHandler } from './queue-engine.ts'
export { migrateQueue } from './queue-postgres.ts'

interface OpenOptions {
  /** `redis://` or `rediss://`; PostgreSQL carries the queues when left out. */
  queueUrl?: string | undefined
  databaseUrl: string
  log: Logger
}

interface AddOptions {
  /** At most one job with this id exists at a time; adding it again changes nothing. */
  id?: string
  /** How often it is tried in all; 1 when left out. */
  attempts?: number
  /** Milliseconds before the second try; doubles with each further one. */
  backoff?: number
  /** Milliseconds before the first try. */
  delay?: number
}

export interface WorkQueue {
  /** Rejects at once when the queue cannot be reached. */
  add(messageId: string, options?: AddOptions): Promise<void>
  /**
   * Runs a job every so many milliseconds, once however many processes ask for the same id. A
   * schedule that the queue has lost is put back as long as this process runs.
   */
  every(id: string, milliseconds: number): Promise<void>
  /** How many jobs wait, are at work, are put off, and have failed for good. */
  counts(): Promise<{ waiting: number; active: number; delayed: number; failed: number }>
}

export interface Queues {
  queue(name: string): WorkQueue
  /** Begins to work. A handler that rejects is retried as the job was added. */
  worker(name: string, handler: JobHandler, options: { concurrency: number }): void
  /** Waits for jobs at work, then closes: workers, queues, connections. */
  close(): Promise<void>
}

/**
 * The queues of a process. They are hints and schedules, never the truth: all may be lost at any
 * moment, and a sweep over the database rebuilds them. Throws `ConfigurationError` when PostgreSQL
 * has no migrated queue schema, or Redis might evict jobs.
 */
export async function openQueues({ queueUrl, databaseUrl, log }: OpenOptions): Promise<Queues> {
  const engine: Engine = queueUrl
    ? await redisEngine(queueUrl, log)
    : await postgresEngine(databaseUrl, log)
  const workers: ReturnType<Engine['worker']>[] = []
  const queues = new Map<string, ReturnType<Engine['queue']>>()
  const timers: NodeJS.Timeout[] = []

  const openQueue = (name: string) => {
    const open = queues.get(name) ?? engine.queue(name)
    queues.set(name, open)
    return open
  }

  return {
    queue(name) {
      const queue = openQueue(name)
      return {
        async add(messageId, { id, attempts = 1, backoff = 1_000, delay = 0 } = {}) {
          const retries = { attempts, backoff: { type: 'exponential', delay: backoff } }
          const identity = id === undefined ? ownId() : { jobId: jobId(id), removeOnFail: true }
          await queue.add(name, { messageId }, { ...retries, delay, ...identity })
        },
        async every(id, milliseconds) {
          const schedule = () =>
            queue.upsertJobScheduler(
              jobId(id),
              { every: milliseconds },
              { name, data: { messageId: id }, opts: { attempts: 1 } },
            )
          const putBack = async () => {
            if (!(await queue.getJobScheduler(jobId(id)))) await schedule()
          }
          await schedule()
          const timer = setInterval(() => {
            putBack().catch((error) =>
              log.warn({ err: error, queue: name }, 'schedule not checked'),
            )
          }, milliseconds)
          timers.push(timer.unref())
        },
        async counts() {
          const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed')
          const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts
          return { waiting, active, delayed, failed }
        },
      }
    },
    worker(name, handler, { concurrency }) {
      workers.push(engine.worker(name, handler, concurrency))
    },
    async close() {
      timers.forEach(clearInterval)
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await engine.close()
    },
  }
}

/** An id that the library makes up would need the right to create sequences. */
const ownId = () => ({ jobId: randomUUID() })
