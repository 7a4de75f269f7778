import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { type Digest, SealingJwk, SigningJwk, type WitnessJwk } from '@causeway/schemas/wire'
import * as HPKE from 'hpke'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import type { SigningKey } from './jws.ts'

/** Suite `cw-s1` seals with one combination only: HPKE-9 of draft-ietf-jose-hpke-pq-pqt. */
export const hpke9 = new HPKE.CipherSuite(
  HPKE.KEM_MLKEM768_X25519,
  HPKE.KDF_SHAKE256,
  HPKE.AEAD_AES_256_GCM,
)

/** A private signing key at rest: the public members and `d` (RFC 7518 section 6.2.2). */
export const PrivateSigningJwk = SigningJwk.extend({ d: z.string().length(43) })
export type PrivateSigningJwk = z.infer<typeof PrivateSigningJwk>

/** A private sealing key at rest: the public member and the 32-byte seed. */
export const PrivateSealingJwk = SealingJwk.extend({ priv: z.string().length(43) })
export type PrivateSealingJwk = z.infer<typeof PrivateSealingJwk>

/** One of this node's own keys to open what was sealed to it. */
export interface OpeningKey {
  kid: Digest
  privateKey: HPKE.Key
}

/** RFC 7638 thumbprint with SHA-256. */
export const thumbprint = async (jwk: SigningJwk | SealingJwk | WitnessJwk): Promise<Digest> =>
  (await calculateJwkThumbprint(jwk)) as Digest

/** A new P-256 key pair. */
export async function generateSigningKey() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const privateJwk = PrivateSigningJwk.parse(await exportJWK(privateKey))
  const { d: _, ...jwk } = privateJwk
  return { kid: await thumbprint(jwk), jwk, privateJwk }
}

/** A new MLKEM768-X25519 key pair. */
export async function generateSealingKey() {
  const pair = await hpke9.GenerateKeyPair(true)
  const pub = encodeBase64url(await hpke9.SerializePublicKey(pair.publicKey))
  const priv = encodeBase64url(await hpke9.SerializePrivateKey(pair.privateKey))
  const jwk: SealingJwk = { kty: 'AKP', alg: 'HPKE-9', pub }
  return { kid: await thumbprint(jwk), jwk, privateJwk: { ...jwk, priv } }
}

/** Throws a ZodError when the JWK is of another kind or malformed. */
export async function importSigningKey(jwk: unknown): Promise<SigningKey> {
  const { d, ...publicJwk } = PrivateSigningJwk.parse(jwk)
  return {
    kid: await thumbprint(publicJwk),
    privateKey: createPrivateKey({ format: 'jwk', key: { ...publicJwk, d } }),
  }
}

/** Throws a ZodError when the JWK is of another kind or malformed. */
export async function importOpeningKey(jwk: unknown): Promise<OpeningKey> {
  const { priv, ...publicJwk } = PrivateSealingJwk.parse(jwk)
  return {
    kid: await thumbprint(publicJwk),
    privateKey: await hpke9.DeserializePrivateKey(decodeBase64url(priv)),
  }
}

export const importVerificationKey = (jwk: SigningJwk | WitnessJwk): KeyObject =>
  createPublicKey({ format: 'jwk', key: jwk })
