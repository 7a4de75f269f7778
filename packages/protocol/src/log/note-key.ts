import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** Signature type 0x01 of C2SP signed-note: Ed25519 over the note text (RFC 8032). */
const ED25519 = 0x01
const KEY_BYTES = 32
const PRIVATE_PREFIX = 'PRIVATE+KEY+'

/** A key as a note names it: by a name and by four bytes that name and key determine. */
export interface NoteVerifier {
  name: string
  id: Buffer
  publicKey: KeyObject
}

export interface NoteSigner extends NoteVerifier {
  privateKey: KeyObject
}

/** Key names of C2SP signed-note: no Unicode spaces, no plus, no control characters. */
export const isKeyName = (name: string): boolean =>
  name.length <= 255 && name.isWellFormed() && /^[^\s+\p{Cc}]+$/u.test(name)

/** Standard base64 (RFC 4648 section 4) in its one canonical spelling, else `undefined`. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** The pair of text keys (`vkey`, `skey`) of a 32-byte Ed25519 seed, as Go's sumdb/note writes them. */
export function encodeKeyPair(name: string, seed: Uint8Array): { vkey: string; skey: string } {
  if (!isKeyName(name)) throw new TypeError('not a key name')
  if (seed.length !== KEY_BYTES) throw new TypeError('not an Ed25519 seed')
  const publicKey = rawPublicKey(createPublicKey(privateKeyOf(seed)))
  const id = keyId(name, publicKey).toString('hex')
  return {
    vkey: `${name}+${id}+${encodeTyped(publicKey)}`,
    skey: `${PRIVATE_PREFIX}${name}+${id}+${encodeTyped(seed)}`,
  }
}

/** Throws `Error`, without repeating any of it, when the text is not an Ed25519 verifier key. */
export function readVerifierKey(vkey: string): NoteVerifier {
  const { name, id, raw } = readKey(vkey)
  if (!keyId(name, raw).equals(id)) throw new Error('the note key does not have its id')
  const publicKey = createPublicKey({
    key: raw,
    format: 'raw-public',
    asymmetricKeyType: 'ed25519',
  })
  return { name, id, publicKey }
}

/** Throws `Error`, without repeating any of it, when the text is not an Ed25519 signer key. */
export function readSignerKey(skey: string): NoteSigner {
  if (!skey.startsWith(PRIVATE_PREFIX)) throw new Error('not a note signer key')
  const { name, id, raw } = readKey(skey.slice(PRIVATE_PREFIX.length))
  const privateKey = privateKeyOf(raw)
  const publicKey = createPublicKey(privateKey)
  if (!keyId(name, rawPublicKey(publicKey)).equals(id)) {
    throw new Error('the note key does not have its id')
  }
  return { name, id, publicKey, privateKey }
}

function readKey(text: string): { name: string; id: Buffer; raw: Buffer } {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const typed = decodeBase64(encoded)
  if (!isKeyName(name) || typed?.length !== 1 + KEY_BYTES || typed[0] !== ED25519) {
    throw new Error('not an Ed25519 note key')
  }
  return { name, id: Buffer.from(id, 'hex'), raw: typed.subarray(1) }
}

const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({
    key: Buffer.from(seed),
    format: 'raw-private',
    asymmetricKeyType: 'ed25519',
  })

const rawPublicKey = (key: KeyObject): Buffer => key.export({ format: 'raw-public' })

const encodeTyped = (raw: Uint8Array): string =>
  Buffer.concat([Uint8Array.of(ED25519), raw]).toString('base64')

const keyId = (name: string, publicKey: Uint8Array): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4)
