import { identityOf } from '@causeway/protocol/suite'
import { EnvelopeHeader, type RandomId } from '@causeway/schemas/wire'
import pg from 'pg'
import { expect, onTestFinished, vi } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { anEnvelope, NOW, randomId, type TestNode } from '../../test/network.ts'
import type { OfferedEnvelope } from './judge-envelope.ts'
import { storeEnvelopes } from './store-envelopes.ts'

function anOffer(sender: TestNode, changes: { id?: RandomId } = {}): OfferedEnvelope {
  const sent = anEnvelope(sender, changes)
  const payload = Buffer.from(sent.envelope.split('.')[1] ?? '', 'base64url').toString()
  const header = EnvelopeHeader.parse(JSON.parse(payload))
  return { ...sent, header, identity: identityOf(sent.envelope), receivedAt: NOW }
}

test('a row that the database refuses stops only itself', async ({ hub, network }) => {
  const rows = Array.from({ length: 5 }, () => anOffer(network.nodes.gb))
  const [, , bad] = rows as [OfferedEnvelope, OfferedEnvelope, OfferedEnvelope]
  bad.ct = 'no text may hold \0'
  const errors: unknown[] = []
  const store = { pool: hub.pool, onError: (error: unknown) => errors.push(error) }

  const accepted = { acceptedAt: NOW }
  const busy = { problem: 'busy' }
  expect(await storeEnvelopes(store, rows)).toEqual([accepted, accepted, busy, accepted, accepted])
  expect(errors).toHaveLength(2)
})

test('batches that wait for each other crosswise all end, each id taken once', async ({
  hub,
  network,
}) => {
  const errors: unknown[] = []
  const store = { pool: hub.pool, onError: (error: unknown) => errors.push(error) }
  for (let round = 0; round < 15; round += 1) {
    const ids = Array.from({ length: 20 }, randomId)
    const forwards = ids.map((id) => anOffer(network.nodes.gb, { id }))
    const backwards = ids.toReversed().map((id) => anOffer(network.nodes.gb, { id }))
    const outcomes = (
      await Promise.all([storeEnvelopes(store, forwards), storeEnvelopes(store, backwards)])
    ).flat()

    expect(outcomes.filter((outcome) => 'acceptedAt' in outcome)).toHaveLength(20)
    const problems = outcomes.filter((outcome) => 'problem' in outcome)
    expect(problems).toEqual(problems.map(() => ({ problem: 'replay' })))
  }
  expect(errors).toEqual([])
})

test('the victim of a deadlock tries again', async ({ hub, network, database, postgresUrl }) => {
  const rows = [anOffer(network.nodes.gb), anOffer(network.nodes.gb)]
  const [first, second] = rows as [OfferedEnvelope, OfferedEnvelope]
  const errors: unknown[] = []
  const rival = await aPatientRival(postgresUrl, database.url)
  await rival.claim(second)
  const store = { pool: hub.pool, onError: (error: unknown) => errors.push(error) }
  const storing = storeEnvelopes(store, rows)
  await vi.waitFor(async () => expect(await rival.countWaiting()).toBe(1), { interval: 10 })
  await rival.claim(first)
  await rival.giveUp()

  expect(await storing).toEqual([{ acceptedAt: NOW }, { acceptedAt: NOW }])
  expect(errors).toEqual([])
})

/** A transaction that claims ids, and that leaves it to the other side to notice a deadlock. */
async function aPatientRival(adminUrl: string, databaseUrl: string) {
  const url = new URL(adminUrl)
  url.pathname = new URL(databaseUrl).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query("set deadlock_timeout = '30s'")
  await client.query('begin')
  return {
    claim: ({ header }: OfferedEnvelope) =>
      client.query(
        `insert into seen (id, from_node, to_node, seq, identity, signature, received_at)
         values ($1, 'xx', 'yy', $2, '', '', 0)`,
        [header.id, header.seq],
      ),
    giveUp: () => client.query('rollback'),
    countWaiting: async () => {
      const { rows } = await client.query<{ count: string }>(
        `select pg_stat_clear_snapshot(), count(*) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return Number(rows[0]?.count)
    },
  }
}
