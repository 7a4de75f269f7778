import { readFileSync } from 'node:fs'
import { type Message, returnPolicy } from '@causeway/schemas/record'
import type { Digest, Directory, NodeId, RandomId, SigningJwk } from '@causeway/schemas/wire'
import { signEnvelope } from '../src/envelope/index.ts'
import { type Addressing, sealContent } from '../src/record/index.ts'
import {
  encodeBase64url,
  importOpeningKey,
  importSigningKey,
  importWitnessKey,
  openDirectory,
  type PrivateSealingJwk,
  type PrivateSigningJwk,
  type PrivateWitnessJwk,
  type SigningKey,
  sha256,
  signJws,
  thumbprint,
} from '../src/suite/index.ts'

type NodeName = 'gb' | 'ro' | 'nl'
interface NodeKeys {
  sign: PrivateSigningJwk
  transport: PrivateSigningJwk
  enc: PrivateSealingJwk
  witness: PrivateWitnessJwk
}
interface KeyFile {
  root: PrivateSigningJwk
  hub: PrivateSigningJwk
  stranger: PrivateSigningJwk
  log: { vkey: string; skey: string }
  gb: NodeKeys & { sign_expired: PrivateSigningJwk; sign_early: PrivateSigningJwk }
  ro: NodeKeys
  nl: NodeKeys
}

/** The fixed keys of the vectors. */
export const keyFile = JSON.parse(
  readFileSync(new URL('../vectors/keys.json', import.meta.url), 'utf8'),
) as KeyFile

/** The hour at which tests and vectors happen: 2027-01-15T08:00:00Z. */
export const NOW = 1_800_000_000
const DAY = 86_400

const publicOf = ({ kty, crv, x, y }: PrivateSigningJwk): SigningJwk => ({ kty, crv, x, y })

/** The root's public key, as every participant pins it. */
export const rootJwk = publicOf(keyFile.root)

const year = { nbf: NOW - 30 * DAY, exp: NOW + 335 * DAY }

const signingEntry = async (
  use: 'sign' | 'transport',
  jwk: PrivateSigningJwk,
  validity: { nbf: number; exp: number } = year,
) => ({ use, kid: await thumbprint(publicOf(jwk)), ...validity, jwk: publicOf(jwk) })

async function nodeEntry(id: NodeName) {
  const { sign, transport, enc } = keyFile[id]
  const { priv: _, ...encJwk } = enc
  const { priv: _seed, name, ...witnessJwk } = keyFile[id].witness
  const sealing = { use: 'enc' as const, kid: await thumbprint(encJwk), jwk: encJwk }
  const witness = { kid: await thumbprint(witnessJwk), ...year, name, jwk: witnessJwk }
  const keys = [
    await signingEntry('sign', sign),
    await signingEntry('transport', transport),
    { ...sealing, nbf: NOW - 7 * DAY, exp: NOW + 21 * DAY },
    { use: 'witness' as const, ...witness },
  ]
  return { id: id as unknown as NodeId, name: `Node ${id}`, keys }
}

/** What the root signs: three nodes, of which gb also has an expired and a not yet valid key. */
export async function directoryPayload(): Promise<Directory> {
  const [gb, ro, nl] = await Promise.all([nodeEntry('gb'), nodeEntry('ro'), nodeEntry('nl')])
  const { sign_expired, sign_early } = keyFile.gb
  gb.keys.push(
    await signingEntry('sign', sign_expired, { nbf: NOW - 400 * DAY, exp: NOW }),
    await signingEntry('sign', sign_early, { nbf: NOW + 1, exp: NOW + 300 * DAY }),
  )
  const hubJwk = publicOf(keyFile.hub)
  return {
    v: 1,
    network: 'vectors',
    iat: NOW - DAY,
    fresh_until: NOW + 29 * DAY,
    hub: {
      origin: 'hub.example/log',
      receipt_key: { kid: await thumbprint(hubJwk), jwk: hubJwk },
      log_key: keyFile.log.vkey,
    },
    nodes: [gb, ro, nl],
    organisations: [],
    routes: [],
    policy: returnPolicy,
  }
}

const fixed = (size: number, label: string) =>
  encodeBase64url(Buffer.from(sha256(label), 'base64url').subarray(0, size))

/** Values that would be random, made from a label so that tests can name them. */
export const idOf = (label: string) => fixed(16, label) as RandomId
export const digestOf = (label: string) => fixed(32, label) as Digest
export const nodeId = (name: NodeName) => name as unknown as NodeId

/** A small network: the opened directory and everybody's private keys. */
export async function testNetwork() {
  const keys = {
    root: await importSigningKey(keyFile.root),
    hub: await importSigningKey(keyFile.hub),
    stranger: await importSigningKey(keyFile.stranger),
    gb: await importSigningKey(keyFile.gb.sign),
    gbTransport: await importSigningKey(keyFile.gb.transport),
    gbExpired: await importSigningKey(keyFile.gb.sign_expired),
    gbEarly: await importSigningKey(keyFile.gb.sign_early),
    ro: await importSigningKey(keyFile.ro.sign),
    nl: await importSigningKey(keyFile.nl.sign),
  }
  const opening = await importOpeningKey(keyFile.ro.enc)
  const witnessOf = (node: NodeName) => importWitnessKey(keyFile[node].witness)
  const witnessKeys = { gb: witnessOf('gb'), ro: witnessOf('ro'), nl: witnessOf('nl') }
  const payload = await directoryPayload()
  const compact = signJws('cw-directory+jws', payload, keys.root)
  const directory = await openDirectory(compact, rootJwk)

  /** Seals and signs an envelope from gb to ro. */
  async function makeEnvelope(
    messages: Message[],
    { signer = keys.gb, now = NOW, ...addressing }: MakeEnvelope = {},
  ) {
    const recipient = directory.findSealingKey(nodeId('ro'), NOW)
    if (!recipient) throw new TypeError('ro has a sealing key')
    const address: Addressing = {
      id: idOf('envelope'),
      from: nodeId('gb'),
      to: nodeId('ro'),
      salt: digestOf('salt'),
      ...addressing,
    }
    const sealed = await sealContent(address, messages, recipient)
    return { envelope: signEnvelope(sealed, 1, now, signer), ct: sealed.ct, sealed }
  }

  return {
    keys,
    witnessKeys,
    payload,
    compact,
    directory,
    makeEnvelope,
    findOpeningKey: (kid: Digest) => (kid === opening.kid ? opening : undefined),
  }
}

type MakeEnvelope = Partial<Addressing> & { signer?: SigningKey; now?: number }
export type TestNetwork = Awaited<ReturnType<typeof testNetwork>>
