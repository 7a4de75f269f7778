import type { KeyObject } from 'node:crypto'
import { Refusal } from '@causeway/schemas/problems'
import {
  type CompactJws,
  type Digest,
  Directory,
  type NodeId,
  type NodeKey,
  type Organisation,
  type PolicyDocument,
  type Route,
  type Seconds,
  type SigningJwk,
  type WitnessJwk,
} from '@causeway/schemas/wire'
import { decodeBase64url } from './base64url.ts'
import { verifyJws } from './jws.ts'
import { hpke9, importVerificationKey, thumbprint } from './keys.ts'
import type { SealingKey } from './seal.ts'
import type { Witness } from './witness-key.ts'

/** A verified key and the node it belongs to. */
export interface KnownKey {
  kid: Digest
  node: NodeId
  publicKey: KeyObject
}

/** What it takes to judge a checkpoint of the log and who has witnessed it. */
export interface LogTrust {
  origin: string
  /** Ed25519 verifier key in C2SP signed-note form. */
  logKey: string
  /** All nodes of the network: a quorum is counted of these, also of those without a witness key. */
  nodes: readonly NodeId[]
  witnesses: readonly Witness[]
}

/** Keys, organisations and routes that the network's root vouches for, ready for use. */
export interface KeyDirectory {
  /** As it came, for whoever has to be shown it. */
  readonly signed: { jws: CompactJws; root: SigningJwk }
  readonly hub: {
    origin: string
    logKey: string
    receiptKey: { kid: Digest; publicKey: KeyObject }
  }
  readonly nodes: readonly NodeId[]
  readonly logTrust: LogTrust
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
 * its content is malformed or names a node or an organisation twice, or a witness as another or as
 * the log; `key` when a key id is not the thumbprint of its key, a key stands twice, or a key cannot
 * be used.
 */
export async function openDirectory(compact: string, root: SigningJwk): Promise<KeyDirectory> {
  const rootKey = { kid: await thumbprint(root), publicKey: importVerificationKey(root) }
  const { payload } = verifyJws('cw-directory+jws', compact, (kid) =>
    kid === rootKey.kid ? rootKey : undefined,
  )
  const parsed = Directory.safeParse(payload)
  if (!parsed.success) throw new Refusal('schema')
  const { hub, nodes, organisations, routes, policy, fresh_until } = parsed.data
  if (hasRepeats(nodes) || hasRepeats(organisations)) throw new Refusal('schema')
  if (hasAmbiguousNames(parsed.data)) throw new Refusal('schema')
  const keys = await importKeys(parsed.data)
  const receiptKey = await importSigner(hub.receipt_key)

  const isValid = (key: ImportedKey, at: Seconds) => key.nbf <= at && at < key.exp
  const ids = nodes.map((node) => node.id)
  return {
    signed: { jws: compact, root },
    hub: {
      origin: hub.origin,
      logKey: hub.log_key,
      receiptKey,
    },
    nodes: ids,
    logTrust: {
      origin: hub.origin,
      logKey: hub.log_key,
      nodes: ids,
      witnesses: keys.filter((key) => key.use === 'witness'),
    },
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
  | (Witness & { use: 'witness' })

const hasRepeats = (entries: readonly { id: string }[]) =>
  new Set(entries.map(({ id }) => id)).size < entries.length

/** A line of a note has to say whose it is: of one witness, and not of the log. */
function hasAmbiguousNames({ nodes, hub }: Directory): boolean {
  const witnesses = nodes.flatMap((node) => node.keys).filter((key) => key.use === 'witness')
  return hasRepeats([{ id: hub.origin }, ...witnesses.map(({ name }) => ({ id: name }))])
}

/** One key has one owner and one use: with two, nobody could say who signed. */
async function importKeys({ nodes, hub }: Directory): Promise<ImportedKey[]> {
  const entries = nodes.flatMap((node) => node.keys.map((key) => ({ node: node.id, key })))
  const kids = [hub.receipt_key.kid, ...entries.map(({ key }) => key.kid)]
  if (new Set(kids).size < kids.length) throw new Refusal('key')
  return Promise.all(entries.map(({ node, key }) => importKey(node, key)))
}

async function importKey(node: NodeId, key: NodeKey): Promise<ImportedKey> {
  const { nbf, exp } = key
  if (key.use === 'witness') {
    return { use: key.use, node, nbf, exp, name: key.name, ...(await importSigner(key)) }
  }
  if (key.use !== 'enc') return { use: key.use, node, nbf, exp, ...(await importSigner(key)) }
  if ((await thumbprint(key.jwk)) !== key.kid) throw new Refusal('key')
  const publicKey = await hpke9
    .DeserializePublicKey(decodeBase64url(key.jwk.pub))
    .catch((cause) => {
      throw new Refusal('key', { cause })
    })
  return { use: key.use, kid: key.kid, node, nbf, exp, publicKey }
}

async function importSigner({ kid, jwk }: { kid: Digest; jwk: SigningJwk | WitnessJwk }) {
  if ((await thumbprint(jwk)) !== kid) throw new Refusal('key')
  try {
    return { kid, publicKey: importVerificationKey(jwk) }
  } catch (cause) {
    throw new Refusal('key', { cause })
  }
}
