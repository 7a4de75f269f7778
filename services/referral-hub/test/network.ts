import { randomBytes } from 'node:crypto'
import { signEnvelope } from '@causeway/protocol/envelope'
import { generateLogKey } from '@causeway/protocol/log'
import {
  generateSealingKey,
  generateSigningKey,
  generateWitnessKey,
  importSigningKey,
  importWitnessKey,
  type SigningKey,
  signJws,
  type WitnessKey,
} from '@causeway/protocol/suite'
import type {
  CompactJwe,
  Digest,
  Directory,
  Envelope,
  NodeId,
  RandomId,
} from '@causeway/schemas/wire'

export const NOW = 1_800_000_000
export const ORIGIN = 'http://hub.test'
const YEAR = 365 * 24 * 60 * 60

export interface TestNode {
  id: NodeId
  sign: SigningKey
  transport: SigningKey
  witness: WitnessKey
}

/**
 * A directory of three countries under a root, with all keys, and what the hub is started with. Of
 * `blind` the directory has no witness key.
 */
export async function aNetwork(now = NOW, blind?: string) {
  const freshUntil = now + YEAR / 12
  const validity = { nbf: now - YEAR, exp: now + YEAR }
  const [root, receipt] = await Promise.all([generateSigningKey(), generateSigningKey()])
  const logKey = generateLogKey('hub.test/log')
  const made = await Promise.all(['gb', 'nl', 'ro'].map((id) => aNode(id as NodeId, validity)))
  const directory: Directory = {
    v: 1,
    network: 'test',
    iat: now,
    fresh_until: freshUntil,
    hub: {
      origin: 'hub.test/log',
      receipt_key: { kid: receipt.kid, jwk: receipt.jwk },
      log_key: logKey.vkey,
    },
    nodes: made.map(({ entry }) => (entry.id === blind ? withoutWitness(entry) : entry)),
    organisations: [],
    routes: [],
    policy: { id: 'test', version: 1, rules: [] },
  }
  const signed = signJws('cw-directory+jws', directory, await importSigningKey(root.privateJwk))
  const [gb, nl, ro] = made.map(({ node }) => node) as [TestNode, TestNode, TestNode]
  const files = {
    directory: signed as string,
    rootKey: JSON.stringify(root.jwk),
    receiptKey: JSON.stringify(receipt.privateJwk),
    logKey: logKey.skey,
  }
  return { files, freshUntil, vkey: logKey.vkey, nodes: { gb, nl, ro } }
}

export type TestNetwork = Awaited<ReturnType<typeof aNetwork>>

type NodeEntry = Directory['nodes'][number]

const withoutWitness = ({ keys, ...entry }: NodeEntry): NodeEntry => ({
  ...entry,
  keys: keys.filter(({ use }) => use !== 'witness'),
})

async function aNode(id: NodeId, validity: { nbf: number; exp: number }) {
  const [sign, transport, enc, witness] = await Promise.all([
    generateSigningKey(),
    generateSigningKey(),
    generateSealingKey(),
    generateWitnessKey(`${id}.test/witness`),
  ])
  const keyOf = ({ kid, jwk }: Awaited<ReturnType<typeof generateSigningKey>>) => ({ kid, jwk })
  const entry: NodeEntry = {
    id,
    name: id.toUpperCase(),
    keys: [
      { use: 'sign', ...validity, ...keyOf(sign) },
      { use: 'transport', ...validity, ...keyOf(transport) },
      { use: 'enc', ...validity, kid: enc.kid, jwk: enc.jwk },
      { use: 'witness', ...validity, kid: witness.kid, name: witness.name, jwk: witness.jwk },
    ],
  }
  const node: TestNode = {
    id,
    sign: await importSigningKey(sign.privateJwk),
    transport: await importSigningKey(transport.privateJwk),
    witness: importWitnessKey(witness.privateJwk),
  }
  return { entry, node }
}

export const randomId = () => randomBytes(16).toString('base64url') as RandomId
export const aDigest = () => randomBytes(32).toString('base64url') as Digest

/** Of the right form; the hub cannot tell that nothing can be opened here. */
export const aCiphertext = (text = 'sealed', length = 512): CompactJwe => {
  const content = Buffer.concat([Buffer.from(text), randomBytes(length)]).toString('base64url')
  return `eyJhbGciOiJIUEtFLTkifQ.${randomBytes(64).toString('base64url')}..${content}.`
}

let lastSeq = 0

interface EnvelopeChanges {
  id?: RandomId
  to?: NodeId
  from?: NodeId
  seq?: number
  iat?: number
  ct?: CompactJwe
  key?: SigningKey
}

/** A valid envelope from a node to `ro`, but for what is changed. */
export function anEnvelope(sender: TestNode, changes: EnvelopeChanges = {}): Envelope {
  lastSeq += 1
  const { id = randomId(), to = 'ro' as NodeId, from = sender.id, iat = NOW } = changes
  const { seq = lastSeq, ct = aCiphertext(), key = sender.sign } = changes
  const parts = { id, from, to, enc_kid: aDigest(), commit: aDigest(), ct }
  return { envelope: signEnvelope(parts, seq, iat, key), ct }
}
