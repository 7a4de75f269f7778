import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { ConfigurationError } from './config.ts'
import type { Logger } from './log.ts'
import {
  defaultJobOptions,
  type Engine,
  type JobData,
  processor,
  RETRY_DELAY,
  watch,
} from './queue-engine.ts'

/**
 * Queues on Redis or Valkey. Producers fail at once while it is away; workers wait for it. Throws
 * `ConfigurationError` when it cannot be reached at the start or might evict jobs.
 */
export async function redisEngine(queueUrl: string, log: Logger): Promise<Engine> {
  const producer = await connect(queueUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 })
  const consumer = await connect(queueUrl, { maxRetriesPerRequest: null })
  for (const client of [producer, consumer]) {
    client.on('error', (error) => log.warn({ err: error }, 'queue connection lost'))
  }

  return {
    queue(name) {
      const options = { connection: producer, defaultJobOptions, skipWaitingForReady: true }
      const queue = new Queue<JobData>(name, options)
      queue.on('error', (error) => log.warn({ err: error, queue: name }, 'queue error'))
      return queue
    },
    worker(name, handler, concurrency) {
      const options = { connection: consumer, concurrency, runRetryDelay: RETRY_DELAY }
      const worker = new Worker<JobData>(name, processor(name, handler, log), options)
      watch(worker as never, log)
      return worker
    },
    async close() {
      producer.disconnect()
      consumer.disconnect()
    },
  }
}

interface ClientOptions {
  enableOfflineQueue?: boolean
  maxRetriesPerRequest: number | null
}

async function connect(queueUrl: string, options: ClientOptions): Promise<Redis> {
  const client = new Redis(queueUrl, { ...options, lazyConnect: true, retryStrategy: wait })
  const ignore = () => {}
  client.on('error', ignore)
  try {
    await client.connect()
    await refuseEviction(client)
  } catch (cause) {
    client.disconnect()
    if (cause instanceof ConfigurationError) throw cause
    throw new ConfigurationError('QUEUE_URL names a queue that cannot be reached', { cause })
  }
  client.off('error', ignore)
  return client
}

const wait = (attempt: number) => Math.min(2_000, 100 * 2 ** attempt)

async function refuseEviction(client: Redis): Promise<void> {
  const memory = await client.info('memory')
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1]
  if (policy === 'noeviction') return
  throw new ConfigurationError('The queue must be set to maxmemory-policy noeviction')
}
