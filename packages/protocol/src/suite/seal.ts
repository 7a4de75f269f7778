import { Refusal } from '@causeway/schemas/problems'
import { CompactJwe, type Digest } from '@causeway/schemas/wire'
import type * as HPKE from 'hpke'
import { z } from 'zod'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { hpke9, type OpeningKey } from './keys.ts'
import { pad, unpad } from './padding.ts'
import { readJson } from './read-json.ts'

/** Length of the MLKEM768-X25519 encapsulation that stands as the JWE's encrypted key. */
const ENCAPSULATION_BYTES = 1120

const JweHeader = z.strictObject({ alg: z.literal('HPKE-9'), kid: z.string().length(43) })

/** Whom a message is sealed to; taken from the verified directory only. */
export interface SealingKey {
  kid: Digest
  publicKey: HPKE.Key
}

/**
 * Pads and seals bytes to one receiver: JWE compact, HPKE integrated encryption, with the encoded
 * header as additional data (draft-ietf-jose-hpke-encrypt, draft-ietf-jose-hpke-pq-pqt).
 * Throws `RangeError` when the content is larger than the largest bucket.
 */
export async function seal(plaintext: Uint8Array, to: SealingKey): Promise<CompactJwe> {
  const header = encodeBase64url(Buffer.from(JSON.stringify({ alg: 'HPKE-9', kid: to.kid })))
  const { encapsulatedSecret, ciphertext } = await hpke9.Seal(to.publicKey, pad(plaintext), {
    aad: Buffer.from(header),
  })
  return `${header}.${encodeBase64url(encapsulatedSecret)}..${encodeBase64url(ciphertext)}.`
}

/**
 * Opens what was sealed to one of our keys. Throws `Refusal`: `format` when the JWE is not exactly
 * of the form that `seal` writes, `key` when it names no key of ours, `decrypt` when it does not
 * open, `schema` when the padding is wrong.
 */
export async function open(
  jwe: string,
  findKey: (kid: Digest) => OpeningKey | undefined,
): Promise<Uint8Array> {
  if (!CompactJwe.safeParse(jwe).success) throw new Refusal('format')
  const [header = '', encapsulated = '', , ciphertext = ''] = jwe.split('.')
  const secret = decodeBase64url(encapsulated)
  const sealed = decodeBase64url(ciphertext)
  if (secret.length !== ENCAPSULATION_BYTES) throw new Refusal('format')
  const key = findKey(readKid(header))
  if (!key) throw new Refusal('key')
  const padded = await hpke9
    .Open(key.privateKey, secret, sealed, { aad: Buffer.from(header) })
    .catch((cause) => {
      throw new Refusal('decrypt', { cause })
    })
  return unpad(padded)
}

function readKid(header: string): Digest {
  const bytes = decodeBase64url(header)
  const parsed = JweHeader.safeParse(readJson(bytes, 'format'))
  if (!parsed.success || !bytes.equals(Buffer.from(JSON.stringify(parsed.data)))) {
    throw new Refusal('format')
  }
  return parsed.data.kid as Digest
}
