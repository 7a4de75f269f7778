import { readFile } from 'node:fs/promises'
import { importSigningKey } from '@causeway/protocol/suite'
import type { Identity } from '@causeway/schemas/wire'
import { createLogger } from '@causeway/service-kit/log'
import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { createLogDouble, throwAwayServiceDatabase } from '@causeway/testkit'
import { expect } from 'vitest'
import { test as base } from '../../test/log-test.ts'
import { aDigest } from '../../test/peer.ts'
import { anOffered } from '../../test/story.ts'
import type { NodeContext } from '../context.ts'
import { migrateDatabase } from '../database/migrate.ts'
import type { Database } from '../database/schema.ts'
import { dispatch } from '../exchange/dispatch.ts'
import type { ExchangeContext } from '../exchange/exchange-context.ts'
import { createHubClient, type HubClient } from '../exchange/hub-client.ts'
import { readMailbox } from '../exchange/read-mailbox.ts'
import { proveInclusion } from './prove-inclusion.ts'
import { watchOnce } from './watch-log.ts'

/** Beside ours the node of the other country, on a database of its own, at the same hub. */
const test = base.extend(
  'there',
  { scope: 'file' },
  async ({ node, ro, files, hub, postgresUrl }, { onCleanup }) => {
    const database = await throwAwayServiceDatabase(postgresUrl)
    await migrateDatabase(database.migrationUrl, database.applicationRole)
    const pool = createPool(database.url, { max: 4, applicationName: 'test-there' })
    const db = createDatabase<Database>(pool)
    const lines: string[] = []
    const context: ExchangeContext = {
      ...node,
      nodeId: ro.id,
      db,
      pool,
      signingKey: ro.signer,
      witnessKey: ro.witness,
      openingKeys: new Map([[ro.opening.kid, ro.opening]]),
      log: createLogger({ name: 'there', destination: { write: (line) => lines.push(line) } }),
    }
    onCleanup(async () => {
      await db.destroy()
      await database.drop()
    })
    const path = files.nodes.ro?.transportKey ?? ''
    const transportKey = await importSigningKey(JSON.parse(await readFile(path, 'utf8')))
    const client = createHubClient({ origin: hub.origin, transportKey, now: node.now })
    return { context, client, lines, kid: transportKey.kid }
  },
)

/** All that a node does about the log, until there is nothing more to do. */
async function attend(context: NodeContext, hub: HubClient) {
  for (let round = 0; round < 3; round += 1) {
    await watchOnce({ context, hub, onWitnessed: () => {} }, 0)
  }
  return proveInclusion(context, hub, { asked: new Map() })
}

const kindsIn = async ({ db }: NodeContext) =>
  (await db.selectFrom('log_finding').select('kind').execute()).map(({ kind }) => kind)

test('two nodes that are shown two histories: neither has a quorum, and both raise mail_unwitnessed', async ({
  as,
  network,
  node,
  client,
  there,
  hub,
  logKey,
  clock,
  anew,
}) => {
  await anew()
  const other = createLogDouble(logKey.origin, logKey.skey)
  hub.log.cosigners = []
  hub.log.leaves = [aDigest() as Identity]
  other.leaves = [aDigest() as Identity]
  hub.logs.set(there.kid, other)

  await anOffered(await as('case_worker'), network.receiver)
  await dispatch(node, client, network.receiver.node)
  const [mail] = hub.sent
  if (!mail) throw new Error('nothing was sent')
  hub.state.mail = [{ position: 1, ...mail }]
  const options = { context: there.context, hub: there.client, wait: 0, onTaken: async () => {} }
  await readMailbox(options, AbortSignal.timeout(10_000))
  const arrived = await there.context.db.selectFrom('inbox').select('outcome').execute()
  expect(arrived).toEqual([{ outcome: 'applied' }])

  const both = [
    { context: node, client },
    { context: there.context, client: there.client },
  ]
  for (const { context, client: hubClient } of both) {
    expect(await attend(context, hubClient)).toBe(1)
    expect(await kindsIn(context)).toEqual([])
  }
  clock.offset = 370_000
  for (const { context, client: hubClient } of both) {
    expect(await attend(context, hubClient)).toBe(1)
    expect(await kindsIn(context)).toEqual(['mail_unwitnessed'])
  }
  expect([hub.log.cosigned, other.cosigned].map((lines) => lines.length > 0)).toEqual([true, true])
  expect(there.lines.join('')).toContain('"alarm":"mail_unwitnessed"')

  // Shown one and the same after all, the node that signed the other history finds out.
  hub.logs.clear()
  await attend(there.context, there.client)
  expect((await kindsIn(there.context)).toSorted()).toEqual(['log_forked', 'mail_unwitnessed'])
})
