import { randomBytes } from 'node:crypto'
import { signEnvelope } from '@causeway/protocol/envelope'
import { encodeBase64url, type SigningKey } from '@causeway/protocol/suite'
import { CompactJwe, Digest, type Envelope, NodeId, RandomId } from '@causeway/schemas/wire'

/** Bytes inside the seal, so that envelope and ciphertext together are 6 to 7 kB. */
const SEALED_BYTES = 4_300
const KEM_BYTES = 1_120

const random = (bytes: number) => encodeBase64url(randomBytes(bytes))

/**
 * A signed envelope such as nodes send, but that nothing is inside: the ciphertext is random, which
 * to a hub looks the same.
 */
export function sealedMail(from: string, to: string, seq: number, key: SigningKey): Envelope {
  const ct = CompactJwe.parse(
    `eyJhbGciOiJIUEtFLTkifQ.${random(KEM_BYTES)}..${random(SEALED_BYTES - KEM_BYTES)}.`,
  )
  const parts = {
    id: RandomId.parse(random(16)),
    from: NodeId.parse(from),
    to: NodeId.parse(to),
    enc_kid: Digest.parse(random(32)),
    commit: Digest.parse(random(32)),
    ct,
  }
  return { envelope: signEnvelope(parts, seq, Math.floor(Date.now() / 1000), key), ct }
}
