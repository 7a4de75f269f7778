import { createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Digest, Identity, NodeId, WitnessJwk } from '@causeway/schemas/wire'
import { describe, expect, test } from 'vitest'
import { importVerificationKey, thumbprint } from '../suite/index.ts'
import { cosignedMessage, witnessKeyId } from './cosigned-message.ts'
import {
  type Checkpoint,
  completedBy,
  type EntryKind,
  leafHash,
  leafText,
  nodeReader,
  openCheckpoint,
  openWitnessed,
  rootFrom,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'

interface Tree {
  leaves: Digest[]
  roots: Digest[]
}
interface Inclusion {
  leaf: Digest
  index: number
  size: number
  hashes: Digest[]
  root: Digest
}
interface Consistency {
  first: number
  first_root: Digest
  second: number
  second_root: Digest
  hashes: Digest[]
}
interface Witnessed {
  origin: string
  log_key: string
  nodes: NodeId[]
  witnesses: { node: NodeId; name: string; nbf: number; exp: number; jwk: WitnessJwk }[]
  checkpoint: string
  cosignatures: { node: NodeId; at: number }[]
  witnessed: boolean
}
interface Message extends Checkpoint {
  jwk: WitnessJwk
  name: string
  at: number
  message: string
  key_id: string
  signature: string
}

/** Each answers whether the log takes the vector, and throws where it takes it for something else. */
const checks: Record<string, (vector: never) => boolean | Promise<boolean>> = {
  'log-leaf': (it: { kind: EntryKind; identity: Identity; text: string; hash: Digest }) => {
    const { text, hash } = it
    expect(taken(() => leafText(it.kind, it.identity))).toBe(
      taken(() => leafHash(it.kind, it.identity)),
    )
    if (!taken(() => leafText(it.kind, it.identity))) return false
    expect(leafText(it.kind, it.identity)).toBe(text)
    expect(leafHash(it.kind, it.identity)).toBe(hash)
    return true
  },
  'log-root': ({ leaves, roots }: Tree) => {
    const read = nodeReader(completedBy(0, leaves, () => undefined))
    expect(roots.map((_, size) => rootFrom(size, read))).toEqual(roots)
    return true
  },
  'log-inclusion': ({ leaf, ...claim }: Inclusion) => verifyInclusion({ leafHash: leaf, ...claim }),
  'log-consistency': ({ first_root, second_root, ...claim }: Consistency) =>
    verifyConsistency({ firstRoot: first_root, secondRoot: second_root, ...claim }),
  'log-checkpoint': (it: { log_key: string; checkpoint: string; size: number; root: Digest }) => {
    if (!taken(() => openCheckpoint(it.checkpoint, it.log_key))) return false
    expect(openCheckpoint(it.checkpoint, it.log_key)).toMatchObject({
      size: it.size,
      root: it.root,
    })
    return true
  },
  cosignature: async ({ checkpoint, log_key, witnesses, ...it }: Witnessed) => {
    const trust = {
      origin: it.origin,
      logKey: log_key,
      nodes: it.nodes,
      witnesses: await Promise.all(
        witnesses.map(async ({ jwk, ...witness }) => ({
          ...witness,
          kid: await thumbprint(jwk),
          publicKey: importVerificationKey(jwk),
        })),
      ),
    }
    if (!taken(() => openWitnessed(checkpoint, trust))) return false
    const { cosignatures, isWitnessed } = openWitnessed(checkpoint, trust)
    expect({ cosignatures, isWitnessed }).toEqual({
      cosignatures: it.cosignatures,
      isWitnessed: it.witnessed,
    })
    return true
  },
  'cosignature-message': ({
    jwk,
    name,
    at,
    message,
    key_id,
    signature,
    ...checkpoint
  }: Message) => {
    const key = createPublicKey({ format: 'jwk', key: jwk })
    expect(cosignedMessage(checkpoint, at, name).toString('hex')).toBe(message)
    expect(witnessKeyId(name, key).toString('hex')).toBe(key_id)
    return verify(null, Buffer.from(message, 'hex'), key, Buffer.from(signature, 'base64url'))
  },
}

function taken(act: () => unknown): boolean {
  try {
    act()
    return true
  } catch (cause) {
    if (cause instanceof TypeError) throw cause
    return false
  }
}

describe.each(Object.keys(checks))('vectors of %s', (kind) => {
  const folder = new URL(`../../vectors/${kind}/`, import.meta.url)

  test.each(readdirSync(folder).toSorted())('%s', async (name) => {
    const vector = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    const isTaken = await checks[kind]?.(vector as never)
    expect(isTaken ? 'ok' : 'refused').toBe(vector.expect)
  })
})
