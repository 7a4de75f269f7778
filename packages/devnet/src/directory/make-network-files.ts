import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { generateLogKey } from '@causeway/protocol/log'
import {
  generateSealingKey,
  generateSigningKey,
  generateWitnessKey,
  importSigningKey,
  signJws,
} from '@causeway/protocol/suite'
import { Directory } from '@causeway/schemas/wire'
import { countryOf, type NetworkContent } from './countries.ts'

export interface NetworkFiles {
  directory: string
  rootKey: string
  /** Of the network's root, for tests that sign another directory. */
  privateRootKey: string
  receiptKey: string
  logKey: string
  nodes: Record<string, NodeFiles>
}

export interface NodeFiles {
  signingKey: string
  transportKey: string
  sealingKey: string
  /** With which the node cosigns the log. */
  witnessKey: string
  vaultKey: string
  /** Of the node's pages towards the country's identity provider. */
  clientKey: string
}

const DAY = 24 * 60 * 60
/** Days a key of each use is valid. */
const VALIDITY = { sign: 365, transport: 90, enc: 28, witness: 730 } as const
const FRESH_DAYS = 30
const LOG_ORIGIN = 'causeway.example/development-hub'
const WITNESS_DOMAIN = 'causeway.example/development-witness'

/**
 * Makes every key of a network and writes them into a folder as files that only their owner may
 * read, with the directory that the root signs. Private keys are JWKs, the log's key is a C2SP note
 * key, vault keys are 32 bytes in base64url.
 */
export async function makeNetworkFiles(
  folder: string,
  nodes: readonly string[],
  content: NetworkContent,
  now: Date,
): Promise<NetworkFiles> {
  const iat = Math.floor(now.getTime() / 1000)
  const write = writerInto(folder)
  const root = await generateSigningKey()
  const receipt = await generateSigningKey()
  const log = generateLogKey(LOG_ORIGIN)
  const made = await Promise.all(nodes.map((node) => makeNodeKeys(node, iat, write)))

  const directory = Directory.parse({
    v: 1,
    network: 'Causeway development network (synthetic)',
    iat,
    fresh_until: iat + FRESH_DAYS * DAY,
    hub: {
      origin: LOG_ORIGIN,
      receipt_key: { kid: receipt.kid, jwk: receipt.jwk },
      log_key: log.vkey,
    },
    nodes: made.map(({ entry }) => entry),
    ...content,
  })
  const rootKey = await importSigningKey(root.privateJwk)
  const signed = signJws('cw-directory+jws', directory, rootKey)

  return {
    directory: await write('directory.jws', signed),
    rootKey: await write('root.jwk.json', JSON.stringify(root.jwk)),
    privateRootKey: await write('root.private.jwk.json', JSON.stringify(root.privateJwk)),
    receiptKey: await write('hub/receipt.jwk.json', JSON.stringify(receipt.privateJwk)),
    logKey: await write('hub/log.key', log.skey),
    nodes: Object.fromEntries(made.map(({ entry, files }) => [entry.id, files])),
  }
}

type Write = (name: string, content: string) => Promise<string>

async function makeNodeKeys(node: string, nbf: number, write: Write) {
  const [sign, transport, enc, witness, client] = await Promise.all([
    generateSigningKey(),
    generateSigningKey(),
    generateSealingKey(),
    generateWitnessKey(`${node}.${WITNESS_DOMAIN}`),
    generateSigningKey(),
  ])
  const valid = (use: keyof typeof VALIDITY) => ({ use, nbf, exp: nbf + VALIDITY[use] * DAY })
  const keep = (name: string, key: object) => write(`${node}/${name}.jwk.json`, JSON.stringify(key))

  return {
    entry: {
      id: node,
      name: countryOf(node).name,
      keys: [
        { ...valid('sign'), kid: sign.kid, jwk: sign.jwk },
        { ...valid('transport'), kid: transport.kid, jwk: transport.jwk },
        { ...valid('enc'), kid: enc.kid, jwk: enc.jwk },
        { ...valid('witness'), kid: witness.kid, name: witness.name, jwk: witness.jwk },
      ],
    },
    files: {
      signingKey: await keep('signing', sign.privateJwk),
      transportKey: await keep('transport', transport.privateJwk),
      sealingKey: await keep('sealing', enc.privateJwk),
      witnessKey: await keep('witness', witness.privateJwk),
      vaultKey: await write(`${node}/vault.key`, randomBytes(32).toString('base64url')),
      clientKey: await keep('client', client.privateJwk),
    },
  }
}

const writerInto =
  (folder: string): Write =>
  async (name, content) => {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(path, `${content}\n`, { mode: 0o600 })
    return path
  }
