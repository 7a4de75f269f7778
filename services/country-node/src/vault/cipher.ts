import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A sealed item that was changed, or stands where it was not sealed for. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError'
}

/** First byte of what is sealed, so that another suite can follow one day. */
const VERSION = 1
const NONCE_LENGTH = 12
const TAG_LENGTH = 16

/** `version || nonce || ciphertext || tag`; the nonce is random, a key seals far fewer than 2^32. */
export function encrypt(key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_LENGTH)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH })
  cipher.setAAD(aad)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), nonce, ciphertext, cipher.getAuthTag()])
}

/** Throws `SealBrokenError` when it was made with another key or `aad`, or has been changed. */
export function decrypt(key: Uint8Array, sealed: Buffer, aad: Uint8Array): Buffer {
  const start = 1 + NONCE_LENGTH
  const end = sealed.length - TAG_LENGTH
  if (end < start || sealed[0] !== VERSION) throw new SealBrokenError('not a sealed item')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, start), {
    authTagLength: TAG_LENGTH,
  })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(start, end)), decipher.final()])
  } catch (cause) {
    throw new SealBrokenError('does not open here', { cause })
  }
}
