import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { throwAwayServiceDatabase } from '@causeway/testkit'
import pg from 'pg'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { ConfigurationError } from './config.ts'
import { createLogger } from './log.ts'
import { migrateQueue, openQueues } from './queue.ts'

const log = createLogger({ name: 'test', level: 'silent' })

async function aDatabase({ migrated = true } = {}) {
  const database = await throwAwayServiceDatabase(inject('postgresUrl'))
  onTestFinished(database.drop)
  if (migrated) await migrateQueue(database.migrationUrl, database.applicationRole)
  return database
}

async function someQueues() {
  const { url, migrationUrl } = await aDatabase()
  const queues = await openQueues({ databaseUrl: url, log })
  onTestFinished(() => queues.close())
  return { queues, migrationUrl }
}

/** `deadlock_detected` (PostgreSQL, appendix A). */
const DEADLOCK = '40P01'

test('a job is worked on once, with what it was added with', async () => {
  const { queues } = await someQueues()
  const handler = vi.fn(async () => {})
  queues.worker('deadlines', handler, { concurrency: 2 })
  await queues.queue('deadlines').add('m1')

  await vi.waitFor(
    () => expect(handler).toHaveBeenCalledExactlyOnceWith({ messageId: 'm1' }),
    10_000,
  )
})

test('an id that waits is not added twice; once done it may come again', async () => {
  const { queues } = await someQueues()
  const queue = queues.queue('deadlines')
  await queue.add('m1', { id: 'deadline-m1' })
  await queue.add('m1', { id: 'deadline-m1' })
  expect(await queue.counts()).toMatchObject({ waiting: 1 })

  const handler = vi.fn(async () => {})
  queues.worker('deadlines', handler, { concurrency: 2 })
  await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(1), 10_000)
  await vi.waitFor(async () => expect(await queue.counts()).toMatchObject({ active: 0 }), 10_000)
  await queue.add('m1', { id: 'deadline-m1' })
  await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(2), 10_000)
})

test('a failing job is tried as often as asked, later each time, and then leaves its id free', async () => {
  const { queues } = await someQueues()
  const queue = queues.queue('deadlines')
  const tries: number[] = []
  queues.worker(
    'deadlines',
    async () => {
      tries.push(Date.now())
      throw new Error('not now')
    },
    { concurrency: 1 },
  )
  await queue.add('m1', { id: 'deadline-m1', attempts: 3, backoff: 100 })

  await vi.waitFor(() => expect(tries).toHaveLength(3), 15_000)
  const [first = 0, second = 0, third = 0] = tries
  expect(second - first).toBeGreaterThanOrEqual(100)
  expect(third - second).toBeGreaterThanOrEqual(200)
  await vi.waitFor(
    async () =>
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 }),
    10_000,
  )
})

test('the queue keeps no word of what a handler threw; the log keeps where', async () => {
  const { url, migrationUrl } = await aDatabase()
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  const queues = await openQueues({
    databaseUrl: url,
    log: createLogger({ name: 'test', destination }),
  })
  onTestFinished(() => queues.close())
  queues.worker('deadlines', async () => Promise.reject(new Error('Canary')), { concurrency: 1 })
  await queues.queue('deadlines').add('m1', { attempts: 2, backoff: 10 })

  await vi.waitFor(
    async () => expect(await queues.queue('deadlines').counts()).toMatchObject({ failed: 1 }),
    10_000,
  )
  const stored = await ask(migrationUrl, 'select to_jsonb(job) as job from bullmq.job')
  expect(JSON.stringify(stored)).toContain('m1')
  expect(JSON.stringify(stored) + lines.join()).not.toContain('Canary')
  expect(lines.join()).toContain('queue.int.test.ts')
})

test('a delayed job waits', async () => {
  const { queues } = await someQueues()
  const handler = vi.fn(async () => {})
  queues.worker('deadlines', handler, { concurrency: 1 })
  const added = Date.now()
  await queues.queue('deadlines').add('m1', { delay: 700 })

  await vi.waitFor(() => expect(handler).toHaveBeenCalled(), 10_000)
  expect(Date.now() - added).toBeGreaterThanOrEqual(700)
})

test('a schedule asked for twice is one schedule', async () => {
  const { queues } = await someQueues()
  const queue = queues.queue('sweeps')
  await queue.every('sweep', 60_000)
  await queue.every('sweep', 500)
  const handler = vi.fn(async () => {})
  queues.worker('sweeps', handler, { concurrency: 1 })

  await vi.waitFor(() => expect(handler.mock.calls.length).toBeGreaterThanOrEqual(3), 15_000)
  expect(handler).toHaveBeenCalledWith({ messageId: 'sweep' })
  const { waiting, delayed } = await queue.counts()
  expect(waiting + delayed).toBeLessThanOrEqual(1)
})

test('a schedule comes back by itself after the queue was emptied', async () => {
  const { queues, migrationUrl } = await someQueues()
  await queues.queue('sweeps').every('sweep', 500)
  const handler = vi.fn(async () => {})
  queues.worker('sweeps', handler, { concurrency: 1 })
  await vi.waitFor(() => expect(handler).toHaveBeenCalled(), 10_000)

  await ask(migrationUrl, 'truncate bullmq.job, bullmq.scheduler, bullmq.meta cascade')
  handler.mockClear()
  await vi.waitFor(() => expect(handler.mock.calls.length).toBeGreaterThanOrEqual(2), 10_000)
})

test.each(['', 'a:b', '17', '-1'])('refuses the job id %j', async (id) => {
  const { queues } = await someQueues()
  await expect(queues.queue('deadlines').add('m1', { id })).rejects.toThrow(TypeError)
})

test('waits for the job at work before it closes', async () => {
  const { url } = await aDatabase()
  const queues = await openQueues({ databaseUrl: url, log })
  let done = false
  const started = Promise.withResolvers<void>()
  queues.worker(
    'deadlines',
    async () => {
      started.resolve()
      await new Promise((resolve) => setTimeout(resolve, 300))
      await queues.queue('next').add('m2')
      done = true
    },
    { concurrency: 1 },
  )
  await queues.queue('deadlines').add('m1')
  await started.promise
  await queues.close()
  expect(done).toBe(true)
})

test('workers go on after every connection was cut', async () => {
  const { queues, migrationUrl } = await someQueues()
  const handler = vi.fn(async () => {})
  queues.worker('deadlines', handler, { concurrency: 1 })
  await queues.queue('deadlines').add('m1')
  await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(1), 10_000)

  const admin = new URL(inject('postgresUrl'))
  admin.pathname = new URL(migrationUrl).pathname
  await ask(
    admin.href,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where pid <> pg_backend_pid() and datname = current_database()`,
  )
  await vi.waitFor(() => queues.queue('deadlines').add('m2'), 15_000)
  await vi.waitFor(() => expect(handler).toHaveBeenLastCalledWith({ messageId: 'm2' }), 30_000)
})

test('opening queues that were never migrated says what to do', async () => {
  const { url } = await aDatabase({ migrated: false })
  const opening = openQueues({ databaseUrl: url, log })
  await expect(opening).rejects.toThrow(ConfigurationError)
  await expect(opening).rejects.toThrow(/migrat/)
})

test('a worker whose tables vanish ends its process, with one clear line', async () => {
  const { url, migrationUrl } = await aDatabase()
  const main = fileURLToPath(new URL('../test/worker/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main], { env: { DATABASE_URL: url }, stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  while (!out.includes('working')) await once(child.stdout, 'data')
  await dropQueues(migrationUrl)

  expect(await once(child, 'close')).toEqual([1, null])
  const last = JSON.parse(out.trim().split('\n').at(-1) ?? '')
  expect(last).toMatchObject({ level: 'fatal', reason: expect.stringMatching(/run the migration/) })
  expect(out.split('\n').length).toBeLessThan(40)
})

/** The worker is at work in these tables, and of two that wait for each other either may be ended. */
async function dropQueues(url: string): Promise<void> {
  try {
    await ask(url, 'drop schema bullmq cascade')
  } catch (error) {
    if ((error as { code?: string }).code !== DEADLOCK) throw error
    await dropQueues(url)
  }
}

async function ask(url: string, question: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}
