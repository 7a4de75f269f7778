import { scrypt, timingSafeEqual } from 'node:crypto'

const SALT_BYTES = 16
const HASH_BYTES = 32

interface Cost {
  /** Binary logarithm of what RFC 7914 calls N. */
  ln: number
  r: number
  p: number
}

/** 32 MiB, three times over: as strong as 128 MiB once, which a node could not spare as easily. */
const COST: Cost = { ln: 15, r: 8, p: 3 }

/** A PHC string, as scrypt hashes of passwords are written; salt and hash in base64, unpadded. */
const VERIFIER =
  /^\$scrypt\$ln=(1\d|20),r=([1-9]),p=([1-9])\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

/**
 * What may stay at a node once the secret of a meeting is gone: enough to say whether an answer was
 * right. `salt` is 16 random bytes. Slow on purpose (RFC 7914). Throws `TypeError` for a PIN that is
 * not four digits, or as many as `digits` says, and for a salt of another length.
 *
 * Four digits are no password: with a verifier in their hands, and time, people find them. What
 * protects her is that nobody waits for them any more.
 */
export async function makeMeetingVerifier(
  pin: string,
  salt: Uint8Array,
  digits = 4,
): Promise<string> {
  if (!/^\d+$/.test(pin) || pin.length !== digits) {
    throw new TypeError('a PIN has as many digits as was agreed')
  }
  if (salt.length !== SALT_BYTES) throw new TypeError('the salt of a verifier has 16 bytes')
  const { ln, r, p } = COST
  const hash = await hashOf(pin, salt, COST)
  return `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(hash)}`
}

/**
 * Whether this PIN is the one a verifier was made from, at the cost that the verifier names, compared
 * in constant time. Throws `TypeError` for a text that is no verifier.
 */
export async function checkMeetingPin(verifier: string, pin: string): Promise<boolean> {
  const [, ln, r, p, salt = '', hash = ''] = VERIFIER.exec(verifier) ?? []
  if (!ln) throw new TypeError('not the verifier of a meeting')
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  const found = await hashOf(pin, Buffer.from(salt, 'base64'), cost)
  return timingSafeEqual(found, Buffer.from(hash, 'base64'))
}

function hashOf(pin: string, salt: Uint8Array, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  // Node takes scrypt's memory, 128 * N * r bytes, for a mistake unless it is allowed beforehand.
  scrypt(pin, salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, hash) =>
    error ? reject(error) : resolve(hash),
  )
  return promise
}

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
