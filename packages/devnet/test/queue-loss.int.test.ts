import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compressedTime } from '../src/demo/compressed-time.ts'
import { runDemo } from '../src/demo/run-demo.ts'
import { type StoryName, storyNames } from '../src/demo/stories.ts'
import { type Network, startNetwork } from '../src/start-network.ts'
import { emptyPostgresQueues } from './empty-queues.ts'
import { type Effects, loseRetry, playEmptied, playUndisturbed } from './play-without-queues.ts'
import { findRedisServer, type RedisServer, startRedis } from './redis-server.ts'

const setting = { nodes: ['gb', 'ro', 'de'], fsync: false, env: compressedTime }
const redisServer = findRedisServer()
const unlessThere = redisServer ? '' : ' (skipped: this machine has no redis-server)'

const known = new Map<StoryName, Effects>()

/** What a story leaves when nobody disturbs it: the same, whatever carries the queues. */
async function undisturbed(network: Network, story: StoryName): Promise<Effects> {
  const effects = known.get(story) ?? (await playUndisturbed(network, story))
  known.set(story, effects)
  return effects
}

describe('queues on PostgreSQL', () => {
  let network: Network
  beforeAll(async () => {
    network = await startNetwork(setting)
  })
  afterAll(() => network.close())
  const empty = () => emptyPostgresQueues(network)

  test('that lose the retry of an offer change nothing but time', () => loseRetry(network, empty))

  test.each(storyNames)('emptied at each step of "%s" change nothing but time', async (story) => {
    expect(await playEmptied(network, story, empty)).toEqual(await undisturbed(network, story))
  })
})

describe.skipIf(!redisServer)(`queues on Redis${unlessThere}`, () => {
  let network: Network
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis(redisServer as string)
    network = await startNetwork({ ...setting, queueUrl: server.url })
  })
  afterAll(async () => {
    await network.close()
    await server.close()
  })
  const empty = async () => {
    const info = await server.redis.info('keyspace')
    await server.redis.flushall()
    return /^db[123]:/m.test(info) ? 1 : 0
  }

  test('are one database for each process', () => {
    const used = [network.hub.queueUrl, ...Object.values(network.nodes).map((n) => n.queueUrl)]
    expect(new Set(used).size).toBe(4)
  })

  test('that lose the retry of an offer change nothing but time', () => loseRetry(network, empty))

  test.each(storyNames)('emptied at each step of "%s" change nothing but time', async (story) => {
    expect(await playEmptied(network, story, empty)).toEqual(await undisturbed(network, story))
  })

  test('keep the demonstration what it is', async () => {
    const report = await runDemo(network, { corridor: 'gb:ro' })
    expect(report).toMatchObject({ ok: true, hubPlaintextHits: 0 })
  })
})
