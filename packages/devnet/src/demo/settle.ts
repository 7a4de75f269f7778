import pg from 'pg'
import type { Network } from '../start-network.ts'
import { until } from './until.ts'

/** Runs one query on the database of every node, as the operator of the development network. */
export async function askNodes<Row extends object>(
  network: Network,
  query: string,
): Promise<(Row & { node: string })[]> {
  const answers = await Promise.all(
    Object.values(network.nodes).map(async ({ id, database }) => {
      const client = new pg.Client({ connectionString: database.adminUrl })
      await client.connect()
      try {
        const { rows } = await client.query<Row>(query)
        return rows.map((row) => ({ ...row, node: id }))
      } finally {
        await client.end()
      }
    }),
  )
  return answers.flat()
}

const OPEN = `select
    (select count(*) from outbox where submitted_at is null and refused is null)
  + (select count(*) from owed_receipt)
  + (select count(*) from outbox where not exists (select from inclusion where env = outbox.identity))
  + (select count(*) from inbox where not exists (select from inclusion where env = inbox.identity))
  as open`

/** Waits until everything has been sent, received, receipted and proven to be in the log. */
export async function settle(network: Network): Promise<void> {
  await until('everything is delivered and proven', async () => {
    const rows = await askNodes<{ open: string }>(network, OPEN)
    const atHub = await waitingAtHub(network)
    return atHub === 0 && rows.every(({ open }) => Number(open) === 0)
  })
}

async function waitingAtHub(network: Network): Promise<number> {
  const client = new pg.Client({ connectionString: network.hub.database.adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query('select count(*) as waiting from mailbox')
    return Number(rows[0]?.waiting)
  } finally {
    await client.end()
  }
}
