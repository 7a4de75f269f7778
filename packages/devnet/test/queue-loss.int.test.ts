import { expect, onTestFinished, test } from 'vitest'
import { runDemo } from '../src/demo/run-demo.ts'
import { startNetwork } from '../src/start-network.ts'
import { emptyPostgresQueues } from './empty-queues.ts'
import { playWithoutQueues } from './play-without-queues.ts'
import { findRedisServer, startRedis } from './redis-server.ts'

const nodes = ['gb', 'ro']
const redisServer = findRedisServer()
const unlessThere = redisServer ? '' : ' (skipped: this machine has no redis-server)'

test('queues on PostgreSQL that are emptied in the middle of a referral change nothing but time', async () => {
  const network = await startNetwork({ nodes, fsync: false })
  onTestFinished(() => network.close())
  await playWithoutQueues(network, () => emptyPostgresQueues(network))
})

test.skipIf(!redisServer)(
  `the demonstration with its queues on Redis, then with a Redis that is emptied in between${unlessThere}`,
  async () => {
    const server = await startRedis(redisServer as string)
    onTestFinished(() => server.close())
    const network = await startNetwork({ nodes, fsync: false, queueUrl: server.url })
    onTestFinished(() => network.close())

    const used = [network.hub.queueUrl, ...Object.values(network.nodes).map((n) => n.queueUrl)]
    expect(new Set(used).size).toBe(3)
    await playWithoutQueues(network, async () => {
      const info = await server.redis.info('keyspace')
      await server.redis.flushall()
      return /^db[12]:/m.test(info) ? 1 : 0
    })
    const report = await runDemo(network, { corridor: 'gb:ro' })
    expect(report).toMatchObject({ ok: true, hubPlaintextHits: 0 })
  },
)
