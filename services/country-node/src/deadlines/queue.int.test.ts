import { setTimeout as sleep } from 'node:timers/promises'
import { RandomId } from '@causeway/schemas/wire'
import { migrateQueue, openQueues } from '@causeway/service-kit/queue'
import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, vi } from 'vitest'
import { test as base, silent } from '../../test/deadline-test.ts'
import { findRedisServer, startRedis } from '../../test/redis.ts'
import { runDeadline } from './run-deadline.ts'
import { sweepDeadlines } from './sweep-deadlines.ts'

const redisServer = findRedisServer(process.env.PATH)

type Backend = 'PostgreSQL' | 'Redis'

const test = base
  .extend('redis', { scope: 'file' }, async ({ postgresUrl: _ }, { onCleanup }) => {
    if (!redisServer) return undefined
    const redis = await startRedis(redisServer)
    onCleanup(() => redis.close())
    return redis
  })
  /** Opens the queues as a process does; `empty` loses all that they hold. */
  .extend('aProcess', { scope: 'file' }, ({ node, databases, owner, redis }) => {
    return async (backend: Backend) => {
      await migrateQueue(databases.migrationUrl, databases.applicationRole)
      const queues = await openQueues({
        databaseUrl: databases.url,
        queueUrl: backend === 'Redis' ? redis?.url : undefined,
        log: node.log,
      })
      const queue = queues.queue('deadline')
      return {
        queue,
        close: () => queues.close(),
        sweep: () => sweepDeadlines(node, silent, queue),
        work: () =>
          queues.worker(
            'deadline',
            ({ messageId }) => runDeadline(node, silent, RandomId.parse(messageId)),
            { concurrency: 4 },
          ),
        empty: async () => {
          if (backend === 'Redis') await redis?.ask('FLUSHALL')
          else await sql`truncate bullmq.job cascade`.execute(owner)
        },
      }
    }
  })
  /** An offer of ours whose time is over in so many milliseconds. */
  .extend('endingIn', { scope: 'file' }, ({ appliedThere, deadlinesFor, clock }) => {
    return async (milliseconds: number) => {
      const id = await appliedThere()
      const [end] = await deadlinesFor(id)
      clock.offset = (end?.due_at ?? 0) * 1000 - milliseconds - Date.now()
      return { id, end: end as NonNullable<typeof end> }
    }
  })

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

const backends = ['PostgreSQL', ...(redisServer ? ['Redis'] : [])] as Backend[]

describe.each(backends)('deadlines with queues on %s', (backend) => {
  test('come to the second through the queue, which knows nothing but which row', async ({
    aProcess,
    endingIn,
    eventsOf,
    owner,
    redis,
  }) => {
    const { id, end } = await endingIn(2_000)
    const process = await aProcess(backend)
    onTestFinished(() => process.close())
    await process.sweep()
    expect((await process.queue.counts()).delayed).toBeGreaterThan(0)
    const { rows } =
      backend === 'Redis' ? { rows: [] } : await sql`select * from bullmq.job`.execute(owner)
    const held = `${JSON.stringify(rows)}${await (backend === 'Redis' ? redis?.ask('KEYS *') : '')}`
    expect(held).toContain(end.id)
    expect(held).not.toContain(id)

    process.work()
    const began = Date.now()
    await vi.waitFor(async () => expect(await eventsOf(id, 'expired')).toHaveLength(1), 10_000)
    expect(Date.now() - began).toBeLessThan(5_000)
  })

  test('come once though the queue is emptied in the middle, and through the next sweep', async ({
    aProcess,
    endingIn,
    eventsOf,
    alarmsFor,
  }) => {
    const { id } = await endingIn(2_000)
    const process = await aProcess(backend)
    onTestFinished(() => process.close())
    await process.sweep()
    await process.empty()
    expect((await process.queue.counts()).delayed).toBe(0)
    process.work()
    await sleep(2_500)
    expect(await eventsOf(id, 'expired')).toEqual([])
    await process.sweep()
    await vi.waitFor(async () => expect(await eventsOf(id, 'expired')).toHaveLength(1), 10_000)
    await process.sweep()
    expect(await alarmsFor(id)).toHaveLength(1)
  })

  test('come once through the sweep of a process that starts when they are overdue', async ({
    aProcess,
    endingIn,
    eventsOf,
    alarmsFor,
    clock,
  }) => {
    const { id } = await endingIn(60_000)
    const before = await aProcess(backend)
    await before.sweep()
    await before.close()
    clock.offset += 70_000
    const [one, two] = [await aProcess(backend), await aProcess(backend)]
    onTestFinished(async () => void (await Promise.all([one.close(), two.close()])))
    one.work()
    two.work()
    await Promise.all([one.sweep(), two.sweep(), one.sweep(), two.sweep()])
    expect(await eventsOf(id, 'expired')).toHaveLength(1)
    expect(await alarmsFor(id)).toMatchObject([{ told: ['worker', 'focal_point'] }])
  })
})
