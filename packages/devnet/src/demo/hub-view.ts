import pg from 'pg'
import type { Network } from '../start-network.ts'

/** All that the hub knows of what passed through it so far, in one plain sentence. */
export async function describeHubView(network: Network): Promise<string> {
  const client = new pg.Client({ connectionString: network.hub.database.adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ from_node: string; to_node: string; count: string }>(
      'select from_node, to_node, count(*) from seen group by 1, 2 order by 1, 2',
    )
    if (rows.length === 0) return 'nothing'
    const pairs = rows.map(
      ({ from_node, to_node, count }) => `${count} from ${from_node} to ${to_node}`,
    )
    return `sealed envelopes it cannot open: ${pairs.join(', ')}`
  } finally {
    await client.end()
  }
}
