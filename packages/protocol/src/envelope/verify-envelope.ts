import { Refusal } from '@causeway/schemas/problems'
import { type Envelope, EnvelopeHeader, type Identity, type Seconds } from '@causeway/schemas/wire'
import { type KeyDirectory, sha256, verifySigned } from '../suite/index.ts'

export interface VerifiedEnvelope {
  header: EnvelopeHeader
  identity: Identity
}

const form = {
  typ: 'cw-envelope+jws',
  schema: EnvelopeHeader,
  malformed: 'format',
  signedAt: ({ iat }: EnvelopeHeader) => iat,
} as const

/**
 * What can be checked of an envelope at any time, long after its own and without its ciphertext.
 * Throws `Refusal`: `format`, `malleable`, `key` (unknown, not valid when it was signed, or not of the
 * node it says it is from), `signature`, `time` (signed in the future).
 */
export function verifyHeader(
  envelope: string,
  directory: KeyDirectory,
  now: Seconds,
): VerifiedEnvelope {
  const { payload: header, identity, node } = verifySigned(form, envelope, directory, now)
  if (node !== header.from) throw new Refusal('key')
  return { header, identity }
}

/**
 * What anybody can check of an envelope without opening it; hub and receiver run the same code, in
 * the same order. Throws `Refusal`: as `verifyHeader`, `time` also when it is past `exp`, `digest`.
 */
export function verifyEnvelope(
  { envelope, ct }: Envelope,
  directory: KeyDirectory,
  now: Seconds,
): VerifiedEnvelope {
  const { header, identity } = verifyHeader(envelope, directory, now)
  if (header.exp <= now) throw new Refusal('time')
  if (ct.length !== header.len || sha256(ct) !== header.ct_sha256) throw new Refusal('digest')
  return { header, identity }
}
