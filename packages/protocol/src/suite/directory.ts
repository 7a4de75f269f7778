import type { KeyObject } from 'node:crypto'
import { Refusal } from '@causeway/schemas/problems'
import {
  type Digest,
  Directory,
  type NodeId,
  type NodeKey,
  type Organisation,
  type PolicyDocument,
  type Route,
  type Seconds,
  type SigningJwk,
} from '@causeway/schemas/wire'
import { decodeBase64url } from './base64url.ts'
import { verifyJws } from './jws.ts'
import { hpke9, importVerificationKey, thumbprint } from './keys.ts'
import type { SealingKey } from './seal.ts'

/** A verified key and the node it belongs to. */
export interface KnownKey {
  kid: Digest
  node: NodeId
  publicKey: KeyObject
}

/** Keys, organisations and routes that the network's root vouches for, ready for use. */
export interface KeyDirectory {
  readonly hub: {
    origin: string
    logKey: string
    receiptKey: { kid: Digest; publicKey: KeyObject }
  }
  readonly nodes: readonly NodeId[]
  readonly organisations: readonly Organisation[]
  readonly routes: readonly Route[]
  readonly policy: PolicyDocument
  readonly freshUntil: Seconds
  /** A key for this use that is valid at this time, or `undefined`. */
  findKey(use: 'sign' | 'transport', kid: Digest, at: Seconds): KnownKey | undefined
  /** The newest valid key to seal to, or `undefined` when the node has none or is unknown. */
  findSealingKey(node: NodeId, at: Seconds): SealingKey | undefined
}

/**
 * Opens a directory signed by the pinned root key. Throws `Refusal`: as `verifyJws`, `schema` when
 * its content is malformed, `key` when a key id is not the thumbprint of its key.
 */
export async function openDirectory(compact: string, root: SigningJwk): Promise<KeyDirectory> {
  const rootKey = { kid: await thumbprint(root), publicKey: importVerificationKey(root) }
  const { payload } = verifyJws('cw-directory+jws', compact, (kid) =>
    kid === rootKey.kid ? rootKey : undefined,
  )
  const parsed = Directory.safeParse(payload)
  if (!parsed.success) throw new Refusal('schema')
  const { hub, nodes, organisations, routes, policy, fresh_until } = parsed.data
  const keys = await Promise.all(
    nodes.flatMap((node) => node.keys.map((key) => importKey(node.id, key))),
  )
  if ((await thumbprint(hub.receipt_key.jwk)) !== hub.receipt_key.kid) throw new Refusal('key')

  const isValid = (key: ImportedKey, at: Seconds) => key.nbf <= at && at < key.exp
  return {
    hub: {
      origin: hub.origin,
      logKey: hub.log_key,
      receiptKey: {
        kid: hub.receipt_key.kid,
        publicKey: importVerificationKey(hub.receipt_key.jwk),
      },
    },
    nodes: nodes.map((node) => node.id),
    organisations,
    routes,
    policy,
    freshUntil: fresh_until,
    findKey: (use, kid, at) =>
      keys.find(
        (key): key is ImportedKey & { use: 'sign' | 'transport' } =>
          key.kid === kid && key.use === use && isValid(key, at),
      ),
    findSealingKey: (node, at) =>
      keys
        .filter((key): key is ImportedSealingKey => key.use === 'enc')
        .filter((key) => key.node === node && isValid(key, at))
        .toSorted((a, b) => b.nbf - a.nbf)[0],
  }
}

type ImportedSealingKey = SealingKey & { use: 'enc'; node: NodeId; nbf: Seconds; exp: Seconds }
type ImportedKey =
  | (KnownKey & { use: 'sign' | 'transport'; nbf: Seconds; exp: Seconds })
  | ImportedSealingKey

async function importKey(node: NodeId, key: NodeKey): Promise<ImportedKey> {
  const { kid, nbf, exp } = key
  if ((await thumbprint(key.jwk)) !== kid) throw new Refusal('key')
  if (key.use === 'enc') {
    const publicKey = await hpke9.DeserializePublicKey(decodeBase64url(key.jwk.pub))
    return { use: key.use, kid, node, nbf, exp, publicKey }
  }
  return { use: key.use, kid, node, nbf, exp, publicKey: importVerificationKey(key.jwk) }
}
