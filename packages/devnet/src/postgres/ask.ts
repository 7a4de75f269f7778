import pg from 'pg'

/**
 * Lends a connection of its own to `act` and ends it whatever happens. A connection that is lost in
 * between rejects what is being asked; its event says the same again.
 */
export async function connected<T>(
  url: string,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await act(client)
  } finally {
    await client.end()
  }
}

/** The rows of one query on a connection of its own. */
export const ask = <Row extends object>(
  url: string,
  query: string,
  values: readonly unknown[] = [],
): Promise<Row[]> =>
  connected(url, async (client) => (await client.query<Row>(query, [...values])).rows)
