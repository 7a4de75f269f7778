import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { integratorToken, makeNetworkFiles, signIn, startIdentityProvider } from '@causeway/devnet'
import {
  encodeBase64url,
  importSigningKey,
  importWitnessKey,
  openDirectory,
} from '@causeway/protocol/suite'
import type { Digest, NodeId, RandomId } from '@causeway/schemas/wire'
import { createLogger } from '@causeway/service-kit/log'
import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { throwAwayServiceDatabase } from '@causeway/testkit'
import { test as base, inject } from 'vitest'
import type { NodeContext } from '../src/context.ts'
import { migrateDatabase } from '../src/database/migrate.ts'
import type { Database } from '../src/database/schema.ts'
import { readNotices } from '../src/notices/read-notices.ts'
import { keyProviderOf } from '../src/vault/key-provider.ts'
import { createVault } from '../src/vault/vault.ts'
import { anApp } from './app.ts'
import { callerWith } from './caller.ts'
import { aNetworkOfTwo } from './organisations.ts'

export const AUDIENCE = 'urn:causeway:node:gb'

const connect = (url: string) =>
  createDatabase<Database>(createPool(url, { max: 10, applicationName: 'test' }))

/**
 * A node on its own freshly migrated database, as the lesser role, with keys, a directory and a
 * real identity provider. `clock.offset` moves its clock, in milliseconds.
 */
export const test = base
  .extend('network', { scope: 'file' }, () => aNetworkOfTwo(new Date()))
  .extend('postgresUrl', { scope: 'file' }, () => inject('postgresUrl'))
  .extend('databases', { scope: 'file' }, async ({ postgresUrl }, { onCleanup }) => {
    const database = await throwAwayServiceDatabase(postgresUrl)
    await migrateDatabase(database.migrationUrl, database.applicationRole)
    const db = connect(database.url)
    const owner = connect(database.migrationUrl)
    onCleanup(async () => {
      await Promise.all([db.destroy(), owner.destroy()])
      await database.drop()
    })
    return { db, owner, ...database }
  })
  .extend('db', { scope: 'file' }, ({ databases }) => databases.db)
  .extend('owner', { scope: 'file' }, ({ databases }) => databases.owner)
  .extend('files', { scope: 'file' }, async ({ network }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'causeway-node-'))
    onCleanup(() => rm(folder, { recursive: true }))
    return makeNetworkFiles(folder, ['gb', 'ro', 'nl'], network.content, new Date())
  })
  .extend('provider', { scope: 'file' }, async ({ network }, { onCleanup }) => {
    const { users, integrator } = network
    const provider = await startIdentityProvider({
      audience: AUDIENCE,
      users,
      integrators: [integrator],
    })
    onCleanup(() => provider.close())
    return provider
  })
  .extend('clock', { scope: 'file' }, () => ({ offset: 0 }))
  .extend('lines', { scope: 'file' }, (): string[] => [])
  .extend('context', { scope: 'file' }, async ({ db, files, clock, lines }) => {
    const now = () => new Date(Date.now() + clock.offset)
    const keys = files.nodes.gb
    if (!keys) throw new TypeError('no keys for gb')
    const read = async (path: string) => (await readFile(path, 'utf8')).trim()
    const vaultKey = Buffer.from(await read(keys.vaultKey), 'base64url')
    const rootKey = JSON.parse(await read(files.rootKey))
    const context: NodeContext = {
      nodeId: 'gb' as NodeId,
      db,
      vault: createVault(keyProviderOf(vaultKey), now),
      directory: await openDirectory(await read(files.directory), rootKey),
      notices: await readNotices(),
      signingKey: await importSigningKey(JSON.parse(await read(keys.signingKey))),
      witnessKey: importWitnessKey(JSON.parse(await read(keys.witnessKey))),
      now,
      pace: 1,
      randomId: () => encodeBase64url(randomBytes(16)) as RandomId,
      randomDigest: () => encodeBase64url(randomBytes(32)) as Digest,
      log: createLogger({ name: 'test', destination: { write: (line) => lines.push(line) } }),
    }
    return context
  })
  .extend('authentication', { scope: 'file' }, ({ provider }) => ({
    issuer: provider.issuer,
    audience: AUDIENCE,
    allowInsecure: true,
  }))
  .extend('app', { scope: 'file' }, async ({ context, authentication }, { onCleanup }) => {
    const { app } = await anApp(context, authentication)
    onCleanup(() => app.close())
    return app
  })
  .extend('tokenOf', { scope: 'file' }, ({ provider, network }) => {
    const { issuer } = provider
    return async (name: string): Promise<string> => {
      if (name === network.integrator.clientId) {
        const { clientId, secret } = network.integrator
        return integratorToken({ issuer, clientId, secret, resource: AUDIENCE })
      }
      const user = network.users.find(({ sub }) => sub === name)
      if (!user) throw new TypeError(`no such user: ${name}`)
      const { sub, password } = user
      const session = await signIn({ issuer, user: sub, password, resource: AUDIENCE })
      return session.accessToken()
    }
  })
  .extend(
    'as',
    { scope: 'file' },
    ({ app, tokenOf }) =>
      async (name: string) =>
        callerWith(app, await tokenOf(name)),
  )
