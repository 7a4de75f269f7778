import type { IQueueBackend, Job, Queue, Worker } from 'bullmq'
import { ConfigurationError } from './config.ts'
import type { Logger } from './log.ts'

/** All that a job carries: which row to look at. Never anything about a person. */
export interface JobData {
  messageId: string
}

export type JobHandler = (data: JobData) => Promise<unknown>

/** Only what `Queues` calls, so that both backends of the library fit. */
type EngineQueue = Pick<
  Queue<JobData>,
  'add' | 'upsertJobScheduler' | 'getJobScheduler' | 'getJobCounts' | 'close'
>

export interface Engine {
  queue(name: string): EngineQueue
  worker(name: string, handler: JobHandler, concurrency: number): { close(): Promise<void> }
  close(): Promise<void>
}

/** Finished jobs are kept in small numbers, for whoever looks at the queue; failed ones a day. */
export const defaultJobOptions = {
  removeOnComplete: true,
  removeOnFail: { count: 200, age: 24 * 60 * 60 },
} as const

/** Milliseconds a worker waits before it asks an unreachable queue again. */
export const RETRY_DELAY = 1_000

/** The form every backend takes: no `:`, which separates keys, and no bare integer, an own id. */
export function jobId(id: string): string {
  if (id === '' || id.includes(':') || /^-?\d+$/.test(id)) {
    throw new TypeError('A job id must not be empty, hold a colon or be an integer')
  }
  return id
}

const MISSING_SCHEMA = /^(42P01|3F000|42883|42501)$/

/** Whether the queue's tables or functions are not there, or not for this role to use. */
export const isSchemaMissing = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'SchemaMigrationRequiredError' ||
    error.constructor.name === 'SchemaMigrationRequiredError' ||
    MISSING_SCHEMA.test(String((error as { code?: unknown }).code)))

export const notMigrated = (cause: unknown) =>
  new ConfigurationError('The queue has no migrated schema: run the migration command first', {
    cause,
  })

/**
 * Logs what goes wrong in a worker. A worker whose tables are gone would ask for them without
 * pause for ever: that ends the process, as an exception that nobody catches.
 */
export function watch<B extends IQueueBackend, C>(
  worker: Worker<JobData, unknown, string, B, never, C>,
  log: Logger,
): void {
  worker.on('error', (error) => {
    if (isSchemaMissing(error)) {
      setImmediate(() => {
        throw notMigrated(error)
      })
    }
    log.warn({ err: error, queue: worker.name }, 'queue error')
  })
  worker.on('failed', (_job, error) => {
    if (error instanceof JobFailed) return
    log.warn({ err: error, queue: worker.name }, 'job given up')
  })
}

/** What the queue stores of a failure, since it keeps message and stack: that there was one. */
class JobFailed extends Error {
  override readonly name = 'JobFailed'

  constructor() {
    super('see the log')
    this.stack = 'JobFailed'
  }
}

/** The handler as a worker calls it. What it throws is logged here and not told to the queue. */
export const processor =
  (queue: string, handler: JobHandler, log: Logger) =>
  async (job: Pick<Job<JobData>, 'data' | 'attemptsStarted'>): Promise<void> => {
    try {
      await handler(job.data)
    } catch (error) {
      log.warn({ err: error, queue, attempt: job.attemptsStarted }, 'job failed')
      throw new JobFailed()
    }
  }
