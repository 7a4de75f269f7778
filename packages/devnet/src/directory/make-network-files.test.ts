import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectory } from '@causeway/protocol/suite'
import { returnPolicy } from '@causeway/schemas/record'
import { expect, onTestFinished, test } from 'vitest'
import { readSecretKeys } from '../../test/read-keys.ts'
import { openRoutes, syntheticOrganisations } from './countries.ts'
import { makeNetworkFiles } from './make-network-files.ts'

const nodes = ['gb', 'ro', 'nl', 'de']
const now = new Date('2026-11-22T09:00:00Z')
const seconds = now.getTime() / 1000

async function aNetwork() {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-files-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const organisations = nodes.flatMap((node) => Object.values(syntheticOrganisations(node, now)))
  const content = { organisations, routes: openRoutes(nodes, now), policy: returnPolicy }
  return makeNetworkFiles(folder, nodes, content, now)
}

const read = async (path: string) => (await readFile(path, 'utf8')).trim()

test('the directory verifies under the root key and knows a key of each use for each node', async () => {
  const files = await aNetwork()
  const root = JSON.parse(await read(files.rootKey))
  const directory = await openDirectory(await read(files.directory), root)

  expect(directory.nodes).toEqual(nodes)
  expect(directory.organisations).toHaveLength(8)
  expect(directory.organisations.every(({ name }) => name.includes('(synthetic)'))).toBe(true)
  expect(directory.routes).toHaveLength(12)
  for (const node of directory.nodes) {
    const { signing, transport, sealing, witness } = await readSecretKeys(files, node)
    expect(directory.findKey('sign', signing.kid, seconds)).toMatchObject({ node })
    expect(directory.findKey('transport', transport.kid, seconds)).toMatchObject({ node })
    expect(directory.findSealingKey(node, seconds)?.kid).toBe(sealing.kid)
    const known = directory.logTrust.witnesses.find(({ name }) => name === witness.name)
    expect(known).toMatchObject({ node })
    expect(known?.publicKey.equals(witness.publicKey)).toBe(true)
  }
})

test('another root does not verify it', async () => {
  const [one, other] = await Promise.all([aNetwork(), aNetwork()])
  const root = JSON.parse(await read(other.rootKey))
  await expect(openDirectory(await read(one.directory), root)).rejects.toThrow()
})

test('secrets are files that only their owner may read, and vault keys have 32 bytes', async () => {
  const files = await aNetwork()
  const secrets = Object.values(files.nodes).flatMap((keys) => Object.values(keys))
  for (const path of [...secrets, files.logKey, files.receiptKey, files.privateRootKey]) {
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  }
  const vault = await read(files.nodes.gb?.vaultKey ?? '')
  expect(Buffer.from(vault, 'base64url')).toHaveLength(32)
  expect(await read(files.logKey)).toMatch(/^PRIVATE\+KEY\+/)
})
