import { Writable } from 'node:stream'
import { signRequestProof } from '@causeway/protocol/suite'
import { createLogger } from '@causeway/service-kit/log'
import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { throwAwayServiceDatabase } from '@causeway/testkit'
import { test as base, inject } from 'vitest'
import { createHub } from '../src/app.ts'
import { migrateHub } from '../src/database/migrate.ts'
import type { Database } from '../src/database/schema.ts'
import { openKeys } from '../src/open-keys.ts'
import { createWaitingRoom, type WaitingRoom } from '../src/waiting/waiting-room.ts'
import { listenForNews } from '../src/waiting/wake-up.ts'
import { aNetwork, NOW, ORIGIN, type TestNetwork, type TestNode } from './network.ts'

interface StartOptions {
  url: string
  network: TestNetwork
  requestsPerSecond?: number
  /** Without any, each numbering ends in a checkpoint, whatever the witnesses do. */
  patience?: number
  now?: number
}

/** A waiting room, and how many polls there have looked and wait to be called. */
function aCountedRoom() {
  const room = createWaitingRoom()
  let count = 0
  const enter: WaitingRoom['enter'] = (...options) => {
    const seat = room.enter(...options)
    const called = async () => {
      count += 1
      return seat.called().finally(() => {
        count -= 1
      })
    }
    return { ...seat, called }
  }
  return { waitingRoom: { ...room, enter }, waiting: () => count }
}

export type TestHub = Awaited<ReturnType<typeof startHub>>

/** The real application on a real database, with a clock that tests set and a log they can read. */
export async function startHub(options: StartOptions) {
  const { url, network, requestsPerSecond = 10_000, patience = 0, now = NOW } = options
  const clock = { now }
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const log = createLogger({ name: 'referral-hub', destination })
  const pool = createPool(url, { max: 12, applicationName: 'hub-test' })
  const db = createDatabase<Database>(pool)
  const { waitingRoom, waiting } = aCountedRoom()
  const listening = await listenForNews(url, waitingRoom)
  const app = createHub({
    ...(await openKeys(network.files)),
    pool,
    db,
    waitingRoom,
    origin: ORIGIN,
    requestsPerSecond,
    patience,
    now: () => clock.now,
    log,
  })
  await app.ready()

  const send = (node: TestNode, method: 'GET' | 'POST', url: string, content?: unknown) => {
    const body = content === undefined ? '' : JSON.stringify(content)
    const proof = signRequestProof({ method, url: ORIGIN + url, body }, node.transport, clock.now)
    return app.inject({
      method,
      url,
      headers: {
        authorization: `CW-Proof ${proof}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { payload: body } : {}),
    })
  }

  return {
    app,
    pool,
    db,
    clock,
    lines,
    waiting,
    send,
    submit: async (node: TestNode, ...envelopes: unknown[]) =>
      (await send(node, 'POST', '/v1/envelopes', { envelopes })).json().results as Result[],
    mailbox: async (node: TestNode, query = '') =>
      (await send(node, 'GET', `/v1/mailbox${query}`)).json().mail as Mail[],
    acknowledge: async (node: TestNode, ...ids: string[]) =>
      (await send(node, 'POST', '/v1/mailbox/ack', { ids })).json().acknowledged as number,
    async close() {
      await app.close()
      await listening.close()
      await db.destroy()
    },
  }
}

type Result = { receipt: string; problem?: never } | { problem: string; receipt?: never }
type Mail = { position: number; envelope: string; ct: string }

/** A hub on its own freshly migrated database, as the role that may do least. */
export const test = base
  .extend('network', { scope: 'file' }, () => aNetwork())
  .extend('postgresUrl', { scope: 'file' }, () => inject('postgresUrl'))
  .extend('database', { scope: 'file' }, async ({ postgresUrl }, { onCleanup }) => {
    const database = await throwAwayServiceDatabase(postgresUrl)
    onCleanup(() => database.drop())
    await migrateHub(database.migrationUrl, database.applicationRole)
    return database
  })
  .extend('hub', { scope: 'file' }, async ({ network, database }, { onCleanup }) => {
    const hub = await startHub({ url: database.url, network })
    onCleanup(() => hub.close())
    return hub
  })
