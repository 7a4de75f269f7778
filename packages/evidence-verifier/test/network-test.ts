import { readFile } from 'node:fs/promises'
import { compressedTime, playStory, settle, startNetwork } from '@causeway/devnet'
import { importSigningKey, type SigningKey, thumbprint } from '@causeway/protocol/suite'
import type { Digest } from '@causeway/schemas/wire'
import { test as base } from 'vitest'
import { exportAt } from './real-evidence.ts'

const jwkIn = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

/** Two nodes and a hub that are real, two referrals between them, and what each node exports. */
export const test = base
  .extend('countries', { scope: 'file' }, () => ['gb', 'ro'])
  .extend('network', { scope: 'file' }, async ({ countries: nodes }, { onCleanup }) => {
    const network = await startNetwork({ nodes, fsync: false, env: compressedTime })
    onCleanup(() => network.close())
    return network
  })
  .extend('root', { scope: 'file' }, async ({ network }): Promise<Digest> => {
    return thumbprint(await jwkIn(network.files.rootKey))
  })
  .extend('referrals', { scope: 'file' }, async ({ network }) => {
    const play = async (story: 'common-return' | 'withdrawal-after-acceptance') =>
      (await playStory(network, { corridor: 'gb:ro', story })).referral
    const told = [await play('withdrawal-after-acceptance'), await play('common-return')]
    await settle(network)
    return told as [string, string]
  })
  .extend('bundles', { scope: 'file' }, async ({ network, referrals: [one, two] }) => ({
    sender: await exportAt(network, 'gb', one),
    receiver: await exportAt(network, 'ro', one),
    other: await exportAt(network, 'gb', two),
  }))
  .extend('keys', { scope: 'file' }, async ({ network: { files } }) => {
    const paths = [files.receiptKey, files.nodes.gb?.signingKey, files.nodes.ro?.signingKey]
    const keys: SigningKey[] = []
    for (const path of paths) keys.push(await importSigningKey(await jwkIn(path ?? '')))
    return keys as [hub: SigningKey, gb: SigningKey, ro: SigningKey]
  })
