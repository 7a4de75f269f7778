import { readFile } from 'node:fs/promises'
import { importOpeningKey, importSigningKey, importWitnessKey } from '@causeway/protocol/suite'
import type { NetworkFiles } from '../src/index.ts'

/** The private keys of a node, read as its service reads them. */
export async function readSecretKeys(files: NetworkFiles, node: string) {
  const keys = files.nodes[node]
  if (!keys) throw new TypeError(`No keys of ${node}`)
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))
  return {
    signing: await importSigningKey(await read(keys.signingKey)),
    transport: await importSigningKey(await read(keys.transportKey)),
    sealing: await importOpeningKey(await read(keys.sealingKey)),
    witness: importWitnessKey(await read(keys.witnessKey)),
  }
}
