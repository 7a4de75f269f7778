import { type KeyObject, sign, verify } from 'node:crypto'
import { Refusal } from '@causeway/schemas/problems'
import {
  type CompactJws,
  Digest,
  type Identity,
  MAX_DIRECTORY_CHARACTERS,
  MAX_JWS_CHARACTERS,
} from '@causeway/schemas/wire'
import { z } from 'zod'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { sha256 } from './hash.ts'
import { readJson } from './read-json.ts'
import { isCanonicalSignature, toCanonicalSignature } from './signature-form.ts'

/** What kinds of signed object there are; a signature for one never passes for another. */
export const jwsTypes = [
  'cw-agreement-receipt+jws',
  'cw-directory+jws',
  'cw-envelope+jws',
  'cw-event+jws',
  'cw-evidence+jws',
  'cw-grant+jws',
  'cw-proof+jws',
  'cw-receipt+jws',
  'cw-record+sd-jwt',
  'kb+jwt',
] as const
export type JwsType = (typeof jwsTypes)[number]

/** A private key of this participant, with the thumbprint under which others know it. */
export interface SigningKey {
  kid: Digest
  privateKey: KeyObject
}

export interface ReadJws {
  kid: Digest
  /** Parsed, not yet held against any schema, and not verified. */
  payload: unknown
  identity: Identity
  signingInput: string
  signature: Buffer
}

/** Exactly these three members: `jwk`, `jku`, `x5u`, `crit`, `b64`, `zip` have no place here. */
const Header = z.strictObject({ alg: z.literal('ES256'), kid: Digest, typ: z.string() })

/** Signs `payload` as JWS compact with ES256 (RFC 7515, RFC 7518 section 3.4), canonical form. */
export function signJws(typ: JwsType, payload: object, key: SigningKey): CompactJws {
  const protectedHeader = { alg: 'ES256', kid: key.kid, typ }
  const signingInput = `${encodeJson(protectedHeader)}.${encodeJson(payload)}`
  const signature = sign('sha256', Buffer.from(signingInput), {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `${signingInput}.${encodeBase64url(toCanonicalSignature(signature))}`
}

/**
 * Takes a JWS apart without verifying it. Throws `Refusal`: `format` when it is not canonical
 * base64url, not strict JSON, of another type, or has any header beside alg, kid and typ;
 * `malleable` when the signature is not in its canonical form.
 */
export function readJws(typ: JwsType, compact: string): ReadJws {
  const limit = typ === 'cw-directory+jws' ? MAX_DIRECTORY_CHARACTERS : MAX_JWS_CHARACTERS
  const parts = compact.length > limit ? [] : compact.split('.')
  const [head = '', body = '', tail = ''] = parts
  if (parts.length !== 3) throw new Refusal('format')
  const parsed = Header.safeParse(decodeJson(head))
  if (!parsed.success || parsed.data.typ !== typ) throw new Refusal('format')
  const payload = decodeJson(body)
  const signature = decodeBase64url(tail)
  if (signature.length !== 64) throw new Refusal('format')
  if (!isCanonicalSignature(signature)) throw new Refusal('malleable')
  const signingInput = `${head}.${body}`
  return { kid: parsed.data.kid, payload, identity: sha256(signingInput), signingInput, signature }
}

/**
 * Verifies a JWS with the key that `findKey` knows under its `kid` and returns it with that key's
 * own record. `findKey` may look at the payload, not verified yet, for the time of signing.
 * Throws `Refusal`: as `readJws`, `key` when the key is not found, `signature` when it does not
 * verify.
 */
export function verifyJws<Key extends { publicKey: KeyObject }>(
  typ: JwsType,
  compact: string,
  findKey: (kid: Digest, payload: unknown) => Key | undefined,
): ReadJws & { key: Key } {
  const jws = readJws(typ, compact)
  const key = findKey(jws.kid, jws.payload)
  if (!key) throw new Refusal('key')
  const isValid = verify(
    'sha256',
    Buffer.from(jws.signingInput),
    { key: key.publicKey, dsaEncoding: 'ieee-p1363' },
    jws.signature,
  )
  if (!isValid) throw new Refusal('signature')
  return { ...jws, key }
}

/** The identity of a compact JWS; SHA-256 over `header.payload`. */
export const identityOf = (compact: string): Identity =>
  sha256(compact.slice(0, compact.lastIndexOf('.')))

const encodeJson = (value: object) => encodeBase64url(Buffer.from(JSON.stringify(value)))

const decodeJson = (part: string): unknown => readJson(decodeBase64url(part), 'format')
