import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { NetworkFiles } from '@causeway/devnet'
import { signEvent } from '@causeway/protocol/chain'
import { signEnvelope } from '@causeway/protocol/envelope'
import { signReceipt } from '@causeway/protocol/receipt'
import { hashBody, sealContent, signGrant, writeBody } from '@causeway/protocol/record'
import {
  encodeBase64url,
  identityOf,
  importOpeningKey,
  importSigningKey,
  importWitnessKey,
  type KeyDirectory,
  type SigningKey,
  seal,
} from '@causeway/protocol/suite'
import {
  categoryOf,
  type EventType,
  type Grant,
  type ItemCode,
  type Message,
} from '@causeway/schemas/record'
import type {
  CompactJws,
  Digest,
  Envelope,
  Identity,
  NodeId,
  RandomId,
} from '@causeway/schemas/wire'

export const anId = () => encodeBase64url(randomBytes(16)) as RandomId
export const aDigest = () => encodeBase64url(randomBytes(32)) as Digest
/** Seconds since 1970, by the clock of the machine. */
export const nowInSeconds = () => Math.floor(Date.now() / 1000)

/** What an envelope made by hand has otherwise than an honest one. */
export interface Otherwise {
  id?: RandomId
  from?: NodeId
  to?: NodeId
  seq?: number
  iat?: number
  signer?: SigningKey
  commit?: Digest
  enc_kid?: Digest
  /** Sealed instead of what the messages make. */
  ct?: string
  plaintext?: Uint8Array
}

interface Link {
  n?: number
  prev?: Identity | null
  seen?: { n: number; hash: Identity } | null
}

export type Peer = Awaited<ReturnType<typeof aPeer>>

/** Another node of which a test holds the keys: it seals, signs and says whatever it is told to. */
export async function aPeer(files: NetworkFiles, node: string, directory: KeyDirectory) {
  const keys = files.nodes[node]
  if (!keys) throw new TypeError(`no keys for ${node}`)
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))
  const signer = await importSigningKey(await read(keys.signingKey))
  const opening = await importOpeningKey(await read(keys.sealingKey))
  const witness = importWitnessKey(await read(keys.witnessKey))
  const us = 'gb' as NodeId
  const madeAt = nowInSeconds()
  let last = 0

  const sealingKeyOf = (to: NodeId) => {
    const key = directory.findSealingKey(to, madeAt)
    if (!key) throw new TypeError(`no sealing key of ${to}`)
    return key
  }

  return {
    id: node as NodeId,
    signer,
    opening,
    witness,
    sealingKeyOf,
    /** An envelope to gb with the next number, honest but for what is said otherwise. */
    async post(messages: Message[], otherwise: Otherwise = {}): Promise<Envelope> {
      const { iat = nowInSeconds(), signer: by = signer, plaintext, ...parts } = otherwise
      last += 1
      const next = last
      const addressing = { id: anId(), from: node as NodeId, to: us, salt: aDigest() }
      const key = sealingKeyOf(us)
      const sealed = plaintext
        ? { ...addressing, enc_kid: key.kid, commit: aDigest(), ct: await seal(plaintext, key) }
        : await sealContent({ ...addressing, ...pick(parts) }, messages, key)
      const { seq = next, ...changes } = parts
      const { id, from, to, enc_kid, commit, ct } = { ...sealed, ...changes }
      const whole = { id, from, to, enc_kid, commit, ct }
      return { envelope: signEnvelope(whole, seq, iat, by), ct }
    },
    event(
      type: EventType,
      data: object,
      {
        referral,
        org,
        by = signer,
        n = 1,
        prev = null,
        seen = null,
        eid = anId(),
        at = nowInSeconds(),
      }: Link & {
        referral: RandomId
        org: RandomId
        by?: SigningKey
        eid?: RandomId
        at?: number
      },
    ): { jws: CompactJws; identity: Identity } {
      const place = { n, prev, seen }
      const actor = { org, role: 'case_worker', pseudonym: anId() }
      const event = { eid, referral, node: node as NodeId, ...place, at, actor, type, data }
      const jws = signEvent(event as never, by)
      return { jws, identity: identityOf(jws) }
    },
    body(value: object) {
      const body = writeBody(value, aDigest())
      return { body, hash: hashBody(body) }
    },
    /** Of the group of its items, unless a test says otherwise. */
    grant(changes: Pick<Grant, 'items' | 'to'> & Partial<Grant>, by = signer): CompactJws {
      const nbf = nowInSeconds()
      const grant = {
        gid: anId(),
        agreement: anId(),
        person: anId(),
        group: categoryOf(changes.items[0] as ItemCode),
        purpose: 'return' as const,
        nbf,
        exp: nbf + 90 * 86_400,
        lang: 'ron',
        text_sha256: aDigest(),
        notice: { id: 'agreement_to_share', version: 1, lang: 'ron', sha256: aDigest() },
        basis: { art6: 'e' as const, art9: 'h' as const },
        how: 'read_together' as const,
        interpreter: 'in_person' as const,
        by: anId(),
        ...changes,
      }
      return signGrant(grant, by)
    },
    /** A grant for each group of these items, as a node signs an agreement. */
    grants({ items, ...changes }: Pick<Grant, 'items' | 'to'> & Partial<Grant>): CompactJws[] {
      const groups = [...new Set(items.map(categoryOf))]
      const agreement = anId()
      return groups.map((group) => {
        const own = items.filter((code) => categoryOf(code) === group)
        return this.grant({ agreement, ...changes, items: own })
      })
    },
    receipt(about: {
      env: Identity
      event?: Identity
      kind: 'applied' | 'delivered' | 'rejected' | 'retrieved'
      code?: string
      by?: SigningKey
    }): CompactJws {
      const { by = signer, ...said } = about
      return signReceipt({ by: node, at: nowInSeconds(), ...said }, by)
    },
  }
}

const pick = ({ id, from, to }: Otherwise) => ({
  ...(id ? { id } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
})
