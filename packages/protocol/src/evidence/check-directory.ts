import type { EvidenceBundle } from '@causeway/schemas/evidence'
import { Refusal } from '@causeway/schemas/problems'
import { type Digest, Directory } from '@causeway/schemas/wire'
import { type KeyDirectory, openDirectory, readJws, thumbprint } from '../suite/index.ts'
import { BrokenLink } from './broken-link.ts'

/** Names that the root of the network vouches for. */
export interface NamedDirectory extends KeyDirectory {
  network: string
  /** Thumbprint of the root's key. */
  root: Digest
  names: Pick<Directory, 'nodes' | 'organisations'>
}

/**
 * The directory in a bundle, under the root key that the reader names by its thumbprint. Without one
 * it is opened by the key that the bundle itself brings, which shows whose it is to nobody. Throws
 * `BrokenLink`.
 */
export async function checkDirectory(
  { directory: jws, root: jwk, sender, receiver, by }: EvidenceBundle,
  root: Digest | undefined,
): Promise<NamedDirectory> {
  const own = await thumbprint(jwk)
  if (root !== undefined && own !== root) throw new BrokenLink('directory', 'root')
  const directory = await openDirectory(jws, jwk).catch((cause) => {
    throw new BrokenLink('directory', codeOf(cause), undefined, { cause })
  })
  const areKnown = [sender, receiver].every((node) => directory.nodes.includes(node))
  const isParty = by === sender || by === receiver
  if (!areKnown || !isParty || sender === receiver) throw new BrokenLink('directory', 'party')
  const names = Directory.parse(readJws('cw-directory+jws', jws).payload)
  return { ...directory, network: names.network, root: own, names }
}

/** A root key that is on no curve is not the one that signed. */
const codeOf = (cause: unknown) => (cause instanceof Refusal ? cause.code : 'key')
