import { openWitnessed } from '@causeway/protocol/log'
import { HubRecord, LogFindingPage } from '@causeway/schemas/api'
import type { Identity } from '@causeway/schemas/wire'
import { beforeEach, expect } from 'vitest'
import { test as base } from '../../test/log-test.ts'
import { aDigest } from '../../test/peer.ts'

const administrator = 'node_administrator'

const test = base.extend(
  'read',
  { scope: 'file' },
  ({ as }) =>
    async (path: string) =>
      (await (await as(administrator)).get(path)).json(),
)

beforeEach<{ anew: () => Promise<void> }>(({ anew }) => anew())

test('says nothing is confirmed until two of three have, then when, and by whom', async ({
  hub,
  others,
  watch,
  read,
  node,
}) => {
  expect(await read('/hub-record')).toEqual({ nodes: 3, findings: [] })
  hub.log.leaves = [aDigest(), aDigest()] as Identity[]
  hub.log.cosigners = []
  await watch()
  expect(await read('/hub-record')).toEqual({ nodes: 3, findings: [] })

  hub.log.cosigners = [others.ro]
  expect(await watch()).toBe('witnessed')
  const { confirmed } = HubRecord.parse(await read('/hub-record'))
  expect(confirmed).toMatchObject({ size: 2, nodes: 2 })
  const { cosignatures } = openWitnessed(confirmed?.checkpoint ?? '', node.directory.logTrust)
  const latest = Math.max(...cosignatures.map(({ at }) => at))
  expect(confirmed?.at).toBe(new Date(latest * 1000).toISOString())

  hub.log.cosigners = [others.ro, others.nl]
  await watch()
  expect(await read('/hub-record')).toMatchObject({ confirmed: { size: 2, nodes: 3 } })
})

test('counts what was found; mail that is confirmed late is not open any more', async ({
  hub,
  others,
  write,
  prove,
  clock,
  read,
}) => {
  const [first, second] = [await write(), await write()]
  for (const { env, arrives } of [first, second]) {
    await arrives()
    hub.log.leaves.push(env)
  }
  hub.log.cosigners = []
  clock.offset = 370_000
  await prove()
  clock.offset = 380_000
  const [found] = (await read('/hub-record')).findings
  expect(found).toMatchObject({ kind: 'mail_unwitnessed', count: 2, open: 2 })

  hub.log.cosigners = [others.ro, others.nl]
  await prove()
  const { confirmed, findings } = HubRecord.parse(await read('/hub-record'))
  expect(confirmed?.nodes).toBe(2)
  expect(findings).toEqual([{ ...found, open: 0 }])
})

test('hands out each finding with its evidence, page by page, newest first', async ({
  hub,
  watch,
  prove,
  write,
  clock,
  read,
  as,
}) => {
  const { env, arrives } = await write()
  await arrives()
  clock.offset = 370_000
  await prove()
  hub.log.leaves = [aDigest(), aDigest()] as Identity[]
  await watch()
  const held = hub.log.checkpoint()
  hub.log.leaves = [aDigest(), aDigest()] as Identity[]
  await watch()

  const newest = LogFindingPage.parse(await read('/hub-record/findings?limit=1'))
  expect(newest.findings).toMatchObject([{ found: { kind: 'log_forked' } }])
  const tree = (text: string) => text.split('\n\n')[0]
  expect(newest.findings).toMatchObject([
    { found: { evidence: { held: expect.stringContaining(`${tree(held)}\n`) } } },
  ])
  expect(newest.findings).toMatchObject([{ found: { evidence: { shown: hub.log.checkpoint() } } }])
  const older = LogFindingPage.parse(await read(`/hub-record/findings?after=${newest.next}`))
  expect(older.findings).toMatchObject([{ found: { kind: 'leaf_missing', subject: env } }])
  expect(older.next).toBeUndefined()

  const refused = await (await as(administrator)).get('/hub-record/findings?after=x')
  expect(refused.statusCode).toBe(400)
})
