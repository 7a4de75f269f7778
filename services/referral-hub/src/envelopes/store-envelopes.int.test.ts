import { identityOf } from '@causeway/protocol/suite'
import { EnvelopeHeader, type RandomId } from '@causeway/schemas/wire'
import { sql, type Transaction } from 'kysely'
import { expect, vi } from 'vitest'
import { type TestHub, test } from '../../test/hub-test.ts'
import { anEnvelope, NOW, randomId, type TestNode } from '../../test/network.ts'
import type { Database } from '../database/schema.ts'
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

test('the victim of a deadlock tries again', async ({ hub, network }) => {
  const rows = [anOffer(network.nodes.gb), anOffer(network.nodes.gb)]
  const [first, second] = rows as [OfferedEnvelope, OfferedEnvelope]
  const errors: unknown[] = []
  const claim = (trx: Transaction<Database>, { header }: OfferedEnvelope) =>
    trx
      .insertInto('seen')
      .values({
        id: header.id,
        from_node: 'xx',
        to_node: 'yy',
        seq: header.seq,
        identity: Buffer.alloc(32),
        signature: Buffer.alloc(64),
        received_at: NOW,
        acknowledged: false,
      })
      .execute()

  const rival = await hub.db.startTransaction().execute()
  await claim(rival, second)
  const storing = storeEnvelopes(
    { pool: hub.pool, onError: (error: unknown) => errors.push(error) },
    rows,
  )
  try {
    await vi.waitFor(async () => expect(await countWaiting(hub)).toBe(1), 2_000)
    await claim(rival, first)
  } finally {
    await rival.rollback().execute()
  }

  expect(await storing).toEqual([{ acceptedAt: NOW }, { acceptedAt: NOW }])
  expect(errors).toEqual([])
})

async function countWaiting({ db }: TestHub): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.count ?? 0
}
