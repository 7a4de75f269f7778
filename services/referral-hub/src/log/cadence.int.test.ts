import { openWitnessed } from '@causeway/protocol/log'
import { expect } from 'vitest'
import { test as base, startHub, type TestHub } from '../../test/hub-test.ts'
import { anEnvelope, type TestNetwork } from '../../test/network.ts'
import { numberAll } from '../../test/number-all.ts'
import { askForCheckpoint, cosignNewest, readDirectory } from '../../test/witness.ts'

const HOUR = 3600

/** A hub that leaves a checkpoint to its witnesses for five seconds, on a clock that stands. */
const test = base
  .override('hub', async ({ network, database }, { onCleanup }) => {
    const hub = await startHub({ url: database.url, network, patience: 5 })
    onCleanup(() => hub.close())
    return hub
  })
  .extend('log', ({ hub, network }) => watch(hub, network))

/** The log from outside: what is accepted, what is signed, and which checkpoints are kept. */
function watch(hub: TestHub, network: TestNetwork) {
  const { gb, nl, ro } = network.nodes
  return {
    /** Accepted, and numbered too. */
    async append() {
      await hub.submit(gb, anEnvelope(gb, { iat: hub.clock.now }))
      await numberAll(hub, network, 5)
    },
    number: () => numberAll(hub, network, 5),
    async newest() {
      const text = await askForCheckpoint(hub, ro)
      const { checkpoint, isWitnessed } = openWitnessed(
        text,
        (await readDirectory(network)).logTrust,
      )
      return { size: checkpoint.size, isWitnessed }
    },
    quorum: () => cosignNewest(hub, network, gb, nl),
    kept: async () => {
      const query = hub.db.selectFrom('log_checkpoint').select('size').orderBy('size')
      return (await query.execute()).map(({ size }) => size)
    },
    numbered: async () => {
      const rows = await hub.db.selectFrom('log_leaf').select('leaf_index').execute()
      return rows.length
    },
  }
}

test('the first leaf is signed at once', async ({ log }) => {
  await log.append()
  expect(await log.newest()).toEqual({ size: 1, isWitnessed: false })
})

test('the next are numbered, and signed together as soon as there is a quorum', async ({ log }) => {
  await log.append()
  await log.append()
  expect(await log.numbered()).toBe(3)
  expect(await log.newest()).toEqual({ size: 1, isWitnessed: false })

  await log.quorum()
  await log.number()
  expect(await log.newest()).toEqual({ size: 3, isWitnessed: false })
})

test('without a quorum they are signed after five seconds, not before', async ({ hub, log }) => {
  await log.append()
  hub.clock.now += 4
  await log.number()
  expect(await log.newest()).toEqual({ size: 3, isWitnessed: false })
  hub.clock.now += 1
  await log.number()
  expect(await log.newest()).toEqual({ size: 4, isWitnessed: false })
})

test('a clock that was set back does not hold the log up', async ({ hub, log }) => {
  hub.clock.now -= 2
  await log.append()
  expect(await log.newest()).toEqual({ size: 5, isWitnessed: false })
})

test('nothing new is signed where nothing is new', async ({ hub, log }) => {
  const before = await log.newest()
  hub.clock.now += 100
  await log.number()
  await log.quorum()
  await log.number()
  expect(await log.newest()).toEqual({ ...before, isWitnessed: true })
})

test('kept are the newest, the newest with a quorum, and the last of each hour', async ({
  hub,
  log,
}) => {
  hub.clock.now += HOUR - (hub.clock.now % HOUR)
  const later = async (seconds: number) => {
    hub.clock.now += seconds
    await log.append()
    return log.kept()
  }
  expect(await log.kept()).toEqual([5])
  expect(await later(0)).toEqual([5, 6])
  expect(await later(5)).toEqual([5, 7])
  await log.quorum()
  expect(await log.kept()).toEqual([5, 7])
  expect(await later(0)).toEqual([5, 7, 8])
  expect(await later(5)).toEqual([5, 7, 9])
  await log.quorum()
  expect(await log.kept()).toEqual([5, 9])
  expect(await later(5)).toEqual([5, 9, 10])

  expect(await later(HOUR)).toEqual([5, 9, 10, 11])
  expect(await later(5)).toEqual([5, 9, 10, 12])
  await log.quorum()
  expect(await log.kept()).toEqual([5, 10, 12])
  expect(await later(HOUR)).toEqual([5, 10, 12, 13])
  await log.quorum()
  expect(await log.kept()).toEqual([5, 10, 12, 13])
})
