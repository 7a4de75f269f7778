import type { KeyObject } from 'node:crypto'
import { Refusal } from '@causeway/schemas/problems'
import { CLOCK_SKEW_SECONDS, Digest, Seconds } from '@causeway/schemas/wire'
import { z } from 'zod'
import { sha256 } from './hash.ts'
import { type SigningKey, signJws, verifyJws } from './jws.ts'

/** Payload of a request proof: method, absolute URL, time, and digest of the body's bytes. */
const RequestProof = z.strictObject({
  htm: z.enum(['GET', 'POST']),
  htu: z.string().max(2048),
  iat: Seconds,
  bd: Digest,
})

/** What a proof is about. `url` is absolute, built on the receiver's configured origin. */
export interface ProvenRequest {
  method: string
  url: string
  body: string | Uint8Array
}

/** Proves that the holder of a node's transport key sends just this request about now. */
export const signRequestProof = (request: ProvenRequest, key: SigningKey, now: Seconds): string =>
  signJws(
    'cw-proof+jws',
    { htm: request.method, htu: request.url, iat: now, bd: sha256(request.body) },
    key,
  )

/**
 * Checks a proof before the body that it is about has arrived. Returns the record of the key that
 * signed it, and the SHA-256 that the body must have: who reads the body compares it. Throws `Refusal`: as `verifyJws`; `format`
 * when the payload is malformed; `signature` when it proves another method or address; `time` when
 * `iat` is more than 60 s away from `now`.
 */
export function openRequestProof<Key extends { publicKey: KeyObject }>(
  proof: string,
  request: Pick<ProvenRequest, 'method' | 'url'>,
  findKey: (kid: Digest) => Key | undefined,
  now: Seconds,
): { key: Key; bodyDigest: Digest } {
  const { payload, key } = verifyJws('cw-proof+jws', proof, findKey)
  const parsed = RequestProof.safeParse(payload)
  if (!parsed.success) throw new Refusal('format')
  const { htm, htu, iat, bd } = parsed.data
  if (htm !== request.method || htu !== request.url) throw new Refusal('signature')
  if (Math.abs(now - iat) > CLOCK_SKEW_SECONDS) throw new Refusal('time')
  return { key, bodyDigest: bd }
}
