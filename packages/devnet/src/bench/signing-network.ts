import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  importSigningKey,
  type KeyDirectory,
  openDirectory,
  type SigningKey,
} from '@causeway/protocol/suite'
import { returnPolicy } from '@causeway/schemas/record'
import { makeNetworkFiles, type NetworkFiles } from '../directory/make-network-files.ts'

const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

/** The directory of a network as every participant reads it. */
export const openNetwork = async ({ directory, rootKey }: NetworkFiles): Promise<KeyDirectory> =>
  openDirectory((await readFile(directory, 'utf8')).trim(), await readJson(rootKey))

/** The keys of a new network of two nodes, with nothing of it running. */
export async function signingNetwork(
  now: Date,
): Promise<{ directory: KeyDirectory; keyOf: Record<'gb' | 'ro', SigningKey> }> {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-bench-'))
  try {
    const content = { organisations: [], routes: [], policy: returnPolicy }
    const files = await makeNetworkFiles(folder, ['gb', 'ro'], content, now)
    const keyOf = async (node: string) =>
      importSigningKey(await readJson(files.nodes[node]?.signingKey ?? ''))
    return {
      directory: await openNetwork(files),
      keyOf: { gb: await keyOf('gb'), ro: await keyOf('ro') },
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
