import { sql } from 'kysely'
import { expect, vi } from 'vitest'
import { test } from '../../test/hub-test.ts'

const addPending = (count: number) => sql`
  insert into pending_leaf (identity)
  select sha256(i::text::bytea) from generate_series(1, ${count}) as i`

test('more leaves than one transaction takes are numbered in the order they waited', async ({
  hub,
}) => {
  await addPending(9000).execute(hub.db)
  await vi.waitFor(
    async () => {
      const left = await hub.db.selectFrom('pending_leaf').select('position').execute()
      expect(left).toHaveLength(0)
    },
    { timeout: 10_000, interval: 100 },
  )
  const { rows } = await sql<{ ordered: boolean; count: number }>`
    select count(*) as count,
      bool_and(identity = sha256((leaf_index + 1)::text::bytea)) as ordered from log_leaf
  `.execute(hub.db)
  expect(rows[0]).toEqual({ ordered: true, count: 9000 })
})
