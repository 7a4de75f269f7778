import { z } from 'zod'
import { Digest, Seconds } from './primitives.ts'

/** A P-256 public key for ES256 (RFC 7518 section 6.2), public members only. */
export const SigningJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: Digest,
  y: Digest,
})
export type SigningJwk = z.infer<typeof SigningJwk>

/** The 1,216-byte public key of MLKEM768-X25519 as an Algorithm Key Pair JWK. */
export const SealingJwk = z.strictObject({
  kty: z.literal('AKP'),
  alg: z.literal('HPKE-9'),
  pub: z.string().regex(/^[A-Za-z0-9_-]{1621}[AQgw]$/),
})
export type SealingJwk = z.infer<typeof SealingJwk>

/** The 1,312-byte public key of ML-DSA-44 (FIPS 204) as an Algorithm Key Pair JWK. */
export const WitnessJwk = z.strictObject({
  kty: z.literal('AKP'),
  alg: z.literal('ML-DSA-44'),
  pub: z.string().regex(/^[A-Za-z0-9_-]{1749}[AQgw]$/),
})
export type WitnessJwk = z.infer<typeof WitnessJwk>

/** Names a log, or a witness, in signature lines (C2SP signed-note): a URL without its scheme. */
export const NoteName = z.string().regex(/^[a-z0-9./-]{3,100}$/)

const validity = { kid: Digest, nbf: Seconds, exp: Seconds }

/**
 * A key of a node. `kid` is the RFC 7638 thumbprint of `jwk`; valid when `nbf <= time < exp`. That of
 * a witness has a name, which no other key of the network has.
 */
export const NodeKey = z.discriminatedUnion('use', [
  z.strictObject({ use: z.literal('sign'), ...validity, jwk: SigningJwk }),
  z.strictObject({ use: z.literal('transport'), ...validity, jwk: SigningJwk }),
  z.strictObject({ use: z.literal('enc'), ...validity, jwk: SealingJwk }),
  z.strictObject({ use: z.literal('witness'), ...validity, name: NoteName, jwk: WitnessJwk }),
])
export type NodeKey = z.infer<typeof NodeKey>
