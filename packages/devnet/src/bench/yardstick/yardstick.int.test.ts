import { expect, inject, test } from 'vitest'
import { ask, connected } from '../../postgres/ask.ts'
import { createServiceDatabase } from '../../postgres/databases.ts'
import { namedStatements } from './named-statements.ts'
import { tables } from './transaction.ts'

test('without pgbench the same transactions are counted through pg', async () => {
  const { migrationUrl } = await createServiceDatabase(inject('postgresUrl'), 'yardstick_by_pg')
  await connected(migrationUrl, (client) => client.query(tables))
  const rate = await namedStatements(new URL(migrationUrl)).rate(3)
  const [rows] = await ask<{ large: string; small: string }>(
    migrationUrl,
    'select (select count(*) from bench_large) as large, (select count(*) from bench_small) as small',
  )
  expect(rows?.large).toBe(rows?.small)
  // For two seconds, by the clock of each thread.
  expect(Number(rows?.large) / (rate * 2)).toBeGreaterThan(0.8)
  expect(Number(rows?.large) / (rate * 2)).toBeLessThan(1.5)
})
