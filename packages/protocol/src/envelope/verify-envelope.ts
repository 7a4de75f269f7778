import { Refusal } from '@causeway/schemas/problems'
import {
  CLOCK_SKEW_SECONDS,
  type Envelope,
  EnvelopeHeader,
  type Identity,
  type Seconds,
} from '@causeway/schemas/wire'
import { type KeyDirectory, sha256, verifyJws } from '../suite/index.ts'

export interface VerifiedEnvelope {
  header: EnvelopeHeader
  identity: Identity
}

/**
 * What anybody can check of an envelope without opening it; hub and receiver run the same code, in
 * the same order. Throws `Refusal`: `format`, `malleable`, `key` (unknown, expired or not of the
 * node it says it is from), `signature`, `time` (not begun, or past `exp`), `digest`.
 */
export function verifyEnvelope(
  { envelope, ct }: Envelope,
  directory: KeyDirectory,
  now: Seconds,
): VerifiedEnvelope {
  const { payload, identity, key } = verifyJws('cw-envelope+jws', envelope, (kid) =>
    directory.findKey('sign', kid, now),
  )
  const parsed = EnvelopeHeader.safeParse(payload)
  if (!parsed.success) throw new Refusal('format')
  const header = parsed.data
  if (key.node !== header.from) throw new Refusal('key')
  if (header.iat > now + CLOCK_SKEW_SECONDS || header.exp <= now) throw new Refusal('time')
  if (ct.length !== header.len || sha256(ct) !== header.ct_sha256) throw new Refusal('digest')
  return { header, identity }
}
