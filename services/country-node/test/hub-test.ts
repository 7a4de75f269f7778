import { readFile } from 'node:fs/promises'
import { importSigningKey } from '@causeway/protocol/suite'
import { startHubDouble } from '@causeway/testkit'
import { createHubClient } from '../src/exchange/hub-client.ts'
import { test as base } from './exchange-test.ts'

const keyAt = async (path = '') => importSigningKey(JSON.parse(await readFile(path, 'utf8')))

/** The node, and a hub over real HTTP that misbehaves as it is told. */
export const test = base
  .extend('logKey', { scope: 'file' }, async ({ files, context: { directory } }) => {
    const skey = (await readFile(files.logKey, 'utf8')).trim()
    return { origin: directory.logTrust.origin, skey }
  })
  .extend('hub', { scope: 'file' }, async ({ files, logKey: log }, { onCleanup }) => {
    const [receipt, wrong] = [await keyAt(files.receiptKey), await keyAt(files.privateRootKey)]
    const hub = await startHubDouble({ receipt, wrong, log })
    onCleanup(() => hub.close())
    return hub
  })
  .extend('transportKey', { scope: 'file' }, ({ files }) => keyAt(files.nodes.gb?.transportKey))
  .extend('client', { scope: 'file' }, ({ transportKey, hub, context: { now } }) =>
    createHubClient({ origin: hub.origin, transportKey, now, patience: 500 }),
  )
