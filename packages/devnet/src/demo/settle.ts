import { ask } from '../postgres/ask.ts'
import type { Network } from '../start-network.ts'
import { until } from './until.ts'

/** Runs one query on the database of every node, as the operator of the development network. */
export async function askNodes<Row extends object>(
  network: Network,
  query: string,
): Promise<Row[]> {
  const nodes = Object.values(network.nodes)
  return (await Promise.all(nodes.map((node) => ask<Row>(node.database.adminUrl, query)))).flat()
}

const OPEN = `select (
    (select count(*) from outbox where submitted_at is null and refused is null)
  + (select count(*) from owed_receipt)
  + (select count(*) from outbox where not exists (select from inclusion where env = outbox.identity))
  + (select count(*) from inbox where not exists (select from inclusion where env = inbox.identity))
  )::int as open`

/** Waits until everything has been sent, received, receipted and proven to be in the log. */
export async function settle(network: Network): Promise<void> {
  const { adminUrl } = network.hub.database
  await until('everything is delivered and proven', async () => {
    const atNodes = await askNodes<{ open: number }>(network, OPEN)
    const atHub = await ask<{ open: number }>(adminUrl, 'select count(*)::int as open from mailbox')
    return [...atNodes, ...atHub].every(({ open }) => open === 0)
  })
}
