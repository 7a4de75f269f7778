import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, runCommand, startService } from '@causeway/devnet'
import { expect, onTestFinished } from 'vitest'
import { test } from '../test/node-test.ts'

const entry = (name: string) => fileURLToPath(new URL(name, import.meta.url))

test('the service migrates, again without harm, and runs without hub and provider', async ({
  databases,
  files,
}) => {
  const keys = files.nodes.gb
  if (!keys) throw new TypeError('no keys for gb')
  const logFile = join(dirname(files.directory), 'node.log')
  const migration = {
    name: 'The migration',
    entry: entry('cli/migrate.ts'),
    env: {
      NODE_MIGRATION_DATABASE_URL: databases.migrationUrl,
      NODE_APPLICATION_ROLE: databases.applicationRole,
    },
    logFile,
  }
  await runCommand(migration)
  await runCommand(migration)

  const [port, windowPort, nowhere] = [await freePort(), await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const node = await startService({
    name: 'gb',
    entry: entry('main.ts'),
    url,
    logFile,
    env: {
      NODE_ID: 'gb',
      NODE_PORT: String(port),
      NODE_ORIGIN: url,
      NODE_SURVIVOR_ORIGIN: `http://127.0.0.1:${windowPort}`,
      NODE_SURVIVOR_PORT: String(windowPort),
      NODE_DATABASE_URL: databases.url,
      NODE_HUB_ORIGIN: `http://127.0.0.1:${nowhere}`,
      NODE_DIRECTORY_FILE: files.directory,
      NODE_ROOT_KEY_FILE: files.rootKey,
      NODE_SIGNING_KEY_FILE: keys.signingKey,
      NODE_TRANSPORT_KEY_FILE: keys.transportKey,
      NODE_SEALING_KEY_FILE: keys.sealingKey,
      NODE_WITNESS_KEY_FILE: keys.witnessKey,
      NODE_VAULT_KEY_FILE: keys.vaultKey,
      NODE_OIDC_ISSUER: `http://127.0.0.1:${nowhere}`,
      NODE_OIDC_AUDIENCE: 'urn:causeway:node:gb',
      NODE_OIDC_CLIENT_ID: 'causeway-pages',
      NODE_OIDC_CLIENT_KEY_FILE: keys.clientKey,
      NODE_OIDC_STEP_UP_ACR: 'second-factor',
      NODE_ALLOW_INSECURE_ISSUER: 'true',
    },
  })
  onTestFinished(() => node.stop())

  const alive = await fetch(`${url}/healthz`)
  expect(await alive.json()).toEqual({ status: 'ok' })
  const authorization = `Bearer ${'x'.repeat(20)}.${'y'.repeat(20)}.z`
  const refused = await fetch(`${url}/api/v1/organisations`, { headers: { authorization } })
  expect(refused.status).toBe(401)
  const window = await fetch(`http://127.0.0.1:${windowPort}/`)
  expect([window.status, await window.text()]).toEqual([200, expect.stringContaining('Info')])
  expect((await fetch(`http://127.0.0.1:${windowPort}/healthz`)).status).toBe(404)
  await node.stop()
  expect(await readFile(logFile, 'utf8')).toContain('"stopped"')
})
