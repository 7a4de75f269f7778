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
import { type Kysely, sql, type Transaction } from 'kysely'
import { expect } from 'vitest'
import { type TestHub, test } from '../../test/hub-test.ts'
import { NOW, type TestNetwork } from '../../test/network.ts'
import type { Database } from '../database/schema.ts'
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

/** Rows of the log's tables that this transaction has read, as PostgreSQL counts them. */
async function countRowsRead(trx: Transaction<Database>) {
  const { rows } = await sql<{ count: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as count
    from pg_stat_xact_user_tables where relname like 'log_%'`.execute(trx)
  return rows[0]?.count ?? 0
}

type Read = (db: Kysely<Database>) => Promise<unknown>

/** The most that any of these readings read. */
const mostRowsRead = (hub: TestHub, readings: Read[]) =>
  hub.db.transaction().execute(async (trx) => {
    let most = 0
    for (const read of readings) {
      const before = await countRowsRead(trx)
      await read(trx)
      most = Math.max(most, (await countRowsRead(trx)) - before)
    }
    return most
  })

test('a proof reads no more rows than the tree has levels, twice over, be it large or small', async ({
  hub,
  network,
}) => {
  const most: number[] = []
  for (const [from, size, levels] of [
    [0, 1_000, 10],
    [1_000, 100_000, 17],
  ] as const) {
    for (let begin = from; begin < size; begin += 25_000) {
      await grow(hub, network, begin, Math.min(begin + 25_000, size))
    }
    const readings = Array.from({ length: 30 }, (_, step) => (step * 7919) % size).flatMap(
      (index): Read[] => [
        (db) => proveInclusion(db, identityAt(index)),
        (db) => proveConsistency(db, index + 1, size),
      ],
    )
    const rows = await mostRowsRead(hub, readings)
    expect(rows).toBeGreaterThan(levels)
    expect(rows).toBeLessThanOrEqual(2 * levels + 8)
    most.push(rows)
  }
  expect(most[1]).toBeLessThan(2.5 * (most[0] ?? 0))
})
