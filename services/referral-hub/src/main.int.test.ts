import { identityOf } from '@causeway/protocol/suite'
import { throwAwayServiceDatabase } from '@causeway/testkit'
import pg from 'pg'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { startHubProcess } from '../test/hub-process.ts'
import { aNetwork, anEnvelope } from '../test/network.ts'

const SUBMISSIONS = 120
const CLIENTS = 8

async function aRunningHub() {
  const now = Math.floor(Date.now() / 1000)
  const network = await aNetwork(now)
  const database = await throwAwayServiceDatabase(inject('postgresUrl'))
  onTestFinished(() => database.drop())
  const hub = await startHubProcess(database, network)
  onTestFinished(() => hub.close())
  const asSuperuser = new URL(inject('postgresUrl'))
  asSuperuser.pathname = new URL(database.url).pathname
  const client = new pg.Client({ connectionString: asSuperuser.href })
  await client.connect()
  onTestFinished(() => client.end())
  const count = async (table: string) => {
    const { rows } = await client.query(`select count(*)::int as count from ${table}`)
    return rows[0].count as number
  }
  const envelopes = Array.from({ length: SUBMISSIONS }, () =>
    anEnvelope(network.nodes.gb, { iat: now }),
  )
  return { hub, network, client, count, envelopes }
}

type Running = Awaited<ReturnType<typeof aRunningHub>>

/**
 * Submits everything, disturbs it on the way, and returns the receipts that came back. A broken
 * connection is no receipt, as for a node.
 */
async function submitThrough(
  { hub, network, envelopes }: Running,
  disturb: () => Promise<unknown>,
): Promise<Receipts> {
  const receipts: Receipts = envelopes.map(() => undefined)
  const line = envelopes.entries()
  const underWay = Promise.withResolvers<void>()
  const submitInTurn = async () => {
    for (const [index, envelope] of line) {
      if (index === SUBMISSIONS / 4) underWay.resolve()
      const [receipt] = await hub.submit(network.nodes.gb, envelope).catch(() => [])
      receipts[index] = receipt
    }
  }
  const clients = Array.from({ length: CLIENTS }, submitInTurn)
  await underWay.promise
  await disturb()
  await Promise.all(clients)
  return receipts
}

async function expectEachOnce({ hub, network, count, envelopes }: Running, first: Receipts) {
  const again: Receipts = []
  for (const envelope of envelopes) {
    const submit = async () => {
      const [receipt] = await hub.submit(network.nodes.gb, envelope)
      expect(receipt).toBeDefined()
      return receipt
    }
    again.push(await vi.waitFor(submit, 5_000))
  }

  for (const [index, receipt] of first.entries()) {
    if (receipt) expect(identityOf(again[index] ?? '')).toBe(identityOf(receipt))
  }
  expect(again.filter(Boolean)).toHaveLength(SUBMISSIONS)
  expect(await count('seen')).toBe(SUBMISSIONS)
  expect(await count('mailbox')).toBe(SUBMISSIONS)
  await vi.waitFor(async () => expect(await count('log_leaf')).toBe(SUBMISSIONS), 10_000)
  expect(await count('pending_leaf')).toBe(0)
}

type Receipts = (string | undefined)[]

test('killed at work: what was answered is there, and the rest is found or taken by a retry', async () => {
  const running = await aRunningHub()
  const first = await submitThrough(running, () => running.hub.service.kill('SIGKILL'))
  expect(first.filter(Boolean).length).toBeLessThan(SUBMISSIONS)
  await running.hub.service.restart()
  await expectEachOnce(running, first)
})

test('every database connection broken at work: no half-written row, nothing hangs', async () => {
  const running = await aRunningHub()
  const first = await submitThrough(running, () =>
    running.client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'referral-hub'`,
    ),
  )
  await expectEachOnce(running, first)
})

test('says when it listens, and closes in order', async () => {
  const { hub } = await aRunningHub()
  await hub.service.stop()
  const messages = (await hub.log())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg)
  expect(messages).toContain('listening')
  expect(messages.at(-1)).toBe('stopped')
})
