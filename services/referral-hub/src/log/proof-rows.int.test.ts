import {
  completedBy,
  leafHash,
  nodeReader,
  rootFrom,
  type StoredNode,
  signCheckpoint,
} from '@causeway/protocol/log'
import { sha256 } from '@causeway/protocol/suite'
import type { Identity } from '@causeway/schemas/wire'
import { createPool } from '@causeway/service-kit/postgres'
import type pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { type TestHub, test } from '../../test/hub-test.ts'
import { NOW, type TestNetwork } from '../../test/network.ts'
import { addCheckpoint } from './checkpoint-queries.ts'
import { proveConsistency, proveInclusion } from './prove.ts'
import { appendLeaves } from './tree-queries.ts'

const identityAt = (index: number): Identity => sha256(Buffer.from(`leaf ${index}`)) as Identity

const stored: StoredNode[] = []

/** Grows the log from one size to another as the sequencer would, in one go and with one checkpoint. */
async function grow(hub: TestHub, { files }: TestNetwork, from: number, size: number) {
  const identities = Array.from({ length: size - from }, (_, offset) => identityAt(from + offset))
  const leaves = identities.map((identity) => leafHash('env', identity))
  const completed = completedBy(from, leaves, nodeReader(stored))
  stored.push(...completed)
  const root = rootFrom(size, nodeReader(stored))
  const note = signCheckpoint({ origin: 'hub.test/log', size, root }, files.logKey)
  await hub.db.transaction().execute(async (trx) => {
    await appendLeaves(trx, from, identities, completed)
    await addCheckpoint(trx, { size, root, note, at: NOW })
  })
}

/** Rows of the log's tables that this one connection has read, as PostgreSQL counts them. */
async function countRowsRead(pool: pg.Pool) {
  const { rows } = await pool.query<{ count: number }>(`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as count
    from pg_stat_xact_user_tables where relname like 'log_%'`)
  return rows[0]?.count ?? 0
}

/** The most that any of these readings read. */
async function mostRowsRead(pool: pg.Pool, readings: (() => Promise<unknown>)[]) {
  await pool.query('begin')
  let most = 0
  for (const read of readings) {
    const before = await countRowsRead(pool)
    await read()
    most = Math.max(most, (await countRowsRead(pool)) - before)
  }
  await pool.query('commit')
  return most
}

test('a proof reads no more rows than the tree has levels, twice over, be it large or small', async ({
  hub,
  database,
  network,
}) => {
  const pool = createPool(database.url, { max: 1, applicationName: 'proof-rows' })
  onTestFinished(() => pool.end())
  const most: number[] = []
  for (const [from, size, levels] of [
    [0, 1_000, 10],
    [1_000, 100_000, 17],
  ] as const) {
    for (let begin = from; begin < size; begin += 25_000) {
      await grow(hub, network, begin, Math.min(begin + 25_000, size))
    }
    const readings = Array.from({ length: 30 }, (_, step) => (step * 7919) % size).flatMap(
      (index) => [
        () => proveInclusion(pool, identityAt(index)),
        () => proveConsistency(pool, index + 1, size),
      ],
    )
    const rows = await mostRowsRead(pool, readings)
    expect(rows).toBeGreaterThan(levels)
    expect(rows).toBeLessThanOrEqual(2 * levels + 8)
    most.push(rows)
  }
  expect(most[1]).toBeLessThan(2.5 * (most[0] ?? 0))
})
