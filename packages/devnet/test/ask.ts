import pg from 'pg'
import type { NetworkDatabase } from '../src/start-network.ts'

/** One query as the superuser, on a connection of its own. */
export async function ask<Row extends object>(
  { adminUrl }: NetworkDatabase,
  query: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return (await client.query<Row>(query)).rows
  } finally {
    await client.end()
  }
}
