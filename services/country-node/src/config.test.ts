import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeNetworkFiles } from '@causeway/devnet'
import { ConfigurationError } from '@causeway/service-kit/config'
import { expect, onTestFinished, test } from 'vitest'
import { aNetworkOfTwo } from '../test/organisations.ts'
import { type NodeConfig, readNodeConfig } from './config.ts'
import { openKeys } from './open-keys.ts'

async function anEnvironment() {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-config-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const now = new Date()
  const files = await makeNetworkFiles(folder, ['gb', 'ro'], aNetworkOfTwo(now).content, now)
  const keys = files.nodes.gb
  if (!keys) throw new TypeError('no keys for gb')
  const env = {
    NODE_ID: 'gb',
    NODE_ORIGIN: 'https://node.gb.example/',
    NODE_DATABASE_URL: 'postgres://app:canary-password@127.0.0.1/gb',
    NODE_HUB_ORIGIN: 'https://hub.example',
    NODE_DIRECTORY_FILE: files.directory,
    NODE_ROOT_KEY_FILE: files.rootKey,
    NODE_SIGNING_KEY_FILE: keys.signingKey,
    NODE_TRANSPORT_KEY_FILE: keys.transportKey,
    NODE_SEALING_KEY_FILE: keys.sealingKey,
    NODE_WITNESS_KEY_FILE: keys.witnessKey,
    NODE_VAULT_KEY_FILE: keys.vaultKey,
    NODE_OIDC_ISSUER: 'https://login.gb.example',
    NODE_OIDC_AUDIENCE: 'urn:causeway:node:gb',
    NODE_OIDC_CLIENT_ID: 'causeway-pages',
    NODE_OIDC_CLIENT_KEY_FILE: keys.clientKey,
    NODE_OIDC_STEP_UP_ACR: 'second-factor',
  }
  return { env, files, folder }
}

function mistakesIn(env: NodeJS.ProcessEnv): string {
  try {
    readNodeConfig(env)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  throw new Error('it was accepted')
}

test('a whole environment is read, and its keys fit the directory', async () => {
  const { env } = await anEnvironment()
  const config: NodeConfig = readNodeConfig(env)
  expect(config.origin).toBe('https://node.gb.example')
  expect(config.vaultKey).toHaveLength(32)
  const { directory, signingKey, witnessKey } = await openKeys(config)
  const at = Math.floor(Date.now() / 1000)
  expect(directory.findKey('sign', signingKey.kid, at)).toMatchObject({ node: 'gb' })
  const witness = directory.logTrust.witnesses.find(({ name }) => name === witnessKey.name)
  expect(witness).toMatchObject({ node: 'gb' })
  expect(witness?.publicKey.equals(witnessKey.publicKey)).toBe(true)
})

test('every mistake is named at once, and no value', async () => {
  const { env } = await anEnvironment()
  const mistakes = mistakesIn({
    ...env,
    NODE_ID: 'GB1',
    NODE_SIGNING_KEY_FILE: env.NODE_SEALING_KEY_FILE,
    NODE_WITNESS_KEY_FILE: env.NODE_SEALING_KEY_FILE,
    NODE_VAULT_KEY_FILE: env.NODE_ROOT_KEY_FILE,
    NODE_OIDC_AUDIENCE: undefined,
  })
  for (const name of ['NODE_ID', 'SIGNING_KEY', 'WITNESS_KEY', 'VAULT_KEY', 'OIDC_AUDIENCE']) {
    expect(mistakes).toContain(name)
  }
  expect(mistakes).not.toContain('canary')
  expect(mistakes).not.toContain('GB1')
})

test('plain http to the identity provider must be allowed by name', async () => {
  const { env } = await anEnvironment()
  const insecure = { ...env, NODE_OIDC_ISSUER: 'http://127.0.0.1:9000' }
  expect(mistakesIn(insecure)).toContain('NODE_OIDC_ISSUER')
  const allowed = readNodeConfig({ ...insecure, NODE_ALLOW_INSECURE_ISSUER: 'true' })
  expect(allowed.staff.allowInsecure).toBe(true)
})

test('a directory that the root key did not sign, or that knows no such node, is refused', async () => {
  const [{ env }, other] = [await anEnvironment(), await anEnvironment()]
  const elsewhere = readNodeConfig({ ...env, NODE_ROOT_KEY_FILE: other.files.rootKey })
  await expect(openKeys(elsewhere)).rejects.toThrow(ConfigurationError)
  const stranger = readNodeConfig({ ...env, NODE_ID: 'nl' })
  await expect(openKeys(stranger)).rejects.toThrow(ConfigurationError)
})

test('a vault key of another length or spelling is refused', async () => {
  const { env, folder } = await anEnvironment()
  for (const [name, text] of Object.entries({
    short: Buffer.alloc(16, 1).toString('base64url'),
    padded: Buffer.alloc(32, 1).toString('base64'),
  })) {
    const path = join(folder, name)
    await writeFile(path, text)
    expect(mistakesIn({ ...env, NODE_VAULT_KEY_FILE: path })).toContain('NODE_VAULT_KEY_FILE')
  }
})

test('pages look neutral unless it is said, and a brand that nobody could read is refused', async () => {
  const { env, folder } = await anEnvironment()
  expect(readNodeConfig(env).pageSettings).toMatchObject({
    brand: { name: 'Causeway' },
    timeZone: 'UTC',
    emergencyNumber: '112',
    language: 'en',
  })
  const colours = { brand: '#234e52', link: '#1d5c74', surface: '#f5f3ee' }
  const brandFile = async (changes: object) => {
    const path = join(folder, 'brand')
    await writeFile(path, JSON.stringify({ name: 'Haven', colours: { ...colours, ...changes } }))
    return { ...env, NODE_BRAND_FILE: path }
  }
  expect(readNodeConfig(await brandFile({})).pageSettings.brand.name).toBe('Haven')
  expect(mistakesIn(await brandFile({ brand: '#eeeeee' }))).toContain('NODE_BRAND_FILE')
  expect(mistakesIn({ ...env, NODE_TIME_ZONE: 'Europe/Nowhere' })).toContain('NODE_TIME_ZONE')
  expect(mistakesIn({ ...env, NODE_EXIT_TO: 'http://plain.example' })).toContain('NODE_EXIT_TO')
})

test('survivors’ own windows are served at another origin than staff pages, or not at all', async () => {
  const { env } = await anEnvironment()
  expect(readNodeConfig(env).survivor).toBe(undefined)
  expect(mistakesIn({ ...env, NODE_SURVIVOR_ORIGIN: env.NODE_ORIGIN })).toContain(
    'NODE_SURVIVOR_ORIGIN',
  )
  const { survivor, pageSettings } = readNodeConfig({
    ...env,
    NODE_SURVIVOR_ORIGIN: 'https://info.example/',
  })
  expect(survivor?.settings.origin).toBe('https://info.example')
  expect(pageSettings.windowOrigin).toBe('https://info.example')
})
