import {
  type CompactJwe,
  type CompactJws,
  type Digest,
  ENVELOPE_LIFETIME_SECONDS,
  EnvelopeHeader,
  type NodeId,
  type RandomId,
  type Seconds,
} from '@causeway/schemas/wire'
import { type SigningKey, sha256, signJws } from '../suite/index.ts'

/** A sealed content that still lacks its place in the sequence and its signature. */
export interface UnsignedEnvelope {
  id: RandomId
  from: NodeId
  to: NodeId
  enc_kid: Digest
  commit: Digest
  ct: CompactJwe
}

/** Signs the header of an envelope. Throws a ZodError when the parts do not make a valid header. */
export function signEnvelope(
  { id, from, to, enc_kid, commit, ct }: UnsignedEnvelope,
  seq: number,
  now: Seconds,
  key: SigningKey,
): CompactJws {
  const header = EnvelopeHeader.parse({
    v: 1,
    id,
    from,
    to,
    enc_kid,
    commit,
    seq,
    iat: now,
    exp: now + ENVELOPE_LIFETIME_SECONDS,
    ct_sha256: sha256(ct),
    len: ct.length,
  })
  return signJws('cw-envelope+jws', header, key)
}
