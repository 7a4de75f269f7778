import { readFile } from 'node:fs/promises'
import { importOpeningKey } from '@causeway/protocol/suite'
import { createPool } from '@causeway/service-kit/postgres'
import type { ExchangeContext } from '../src/exchange/exchange-context.ts'
import { receiveMail } from '../src/exchange/receive-mail.ts'
import { carriedEvents } from '../src/referrals/carried-events.ts'
import { test as base } from './node-test.ts'
import { aPeer } from './peer.ts'

/** A node that can send and receive, and two peers whose keys the test holds. */
export const test = base
  .extend('node', { scope: 'file' }, async ({ context, files, databases }, { onCleanup }) => {
    const pool = createPool(databases.url, { max: 8, applicationName: 'test-exchange' })
    onCleanup(() => pool.end())
    const path = files.nodes.gb?.sealingKey ?? ''
    const opening = await importOpeningKey(JSON.parse(await readFile(path, 'utf8')))
    const node: ExchangeContext = {
      ...context,
      pool,
      openingKeys: new Map([[opening.kid, opening]]),
      events: carriedEvents,
    }
    return node
  })
  .extend('ro', { scope: 'file' }, ({ files, context }) => aPeer(files, 'ro', context.directory))
  .extend('nl', { scope: 'file' }, ({ files, context }) => aPeer(files, 'nl', context.directory))
  .extend('parties', { scope: 'file' }, ({ network }) => ({
    from: network.receiver.org,
    to: network.ours,
  }))
  .extend(
    'receive',
    { scope: 'file' },
    ({ node }) =>
      (mail: { envelope: string; ct: string }) =>
        receiveMail(node, mail),
  )
