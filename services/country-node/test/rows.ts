import type { Identity } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/database/schema.ts'

type Counts = Record<string, number>

/** How many rows each table holds. */
export async function countRows(db: Kysely<Database>): Promise<Counts> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely%' order by 1`.execute(db)
  const counts: Counts = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(name)}`.execute(db)
    counts[name] = rows[0]?.count ?? 0
  }
  return counts
}

/** The tables that grew, or shrank, and by how much. */
export async function changedRows(
  db: Kysely<Database>,
  act: () => Promise<unknown>,
): Promise<Counts> {
  const before = await countRows(db)
  await act()
  const after = await countRows(db)
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, difference]) => difference !== 0),
  )
}

/** What this node is about to say about an envelope. */
export const answersTo = (db: Kysely<Database>, env: Identity) =>
  db
    .selectFrom('owed_receipt')
    .select(['kind', 'code', 'event'])
    .where('env', '=', env)
    .orderBy('position')
    .execute()
