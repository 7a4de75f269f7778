import { createHash } from 'node:crypto'
import { decrypt, encrypt } from './cipher.ts'

/** The node's own key, which wraps the keys of people: from a file, an HSM or a key service. */
export interface KeyProvider {
  /** Names the key, so that what another one wrapped is noticed. */
  readonly id: string
  wrap(dataKey: Uint8Array, context: string): Promise<Buffer>
  /** Throws `SealBrokenError` when it was wrapped by another key or for another context. */
  unwrap(wrapped: Buffer, context: string): Promise<Buffer>
}

/** Wraps with a 32-byte key that this process holds, by AES-256-GCM with the context as AAD. */
export function keyProviderOf(key: Uint8Array): KeyProvider {
  if (key.length !== 32) throw new TypeError('The vault key must have 32 bytes')
  const name = createHash('sha256').update('cw/1 vault key\n').update(key).digest('base64url')
  return {
    id: `file:${name.slice(0, 22)}`,
    wrap: async (dataKey, context) => encrypt(key, dataKey, Buffer.from(context)),
    unwrap: async (wrapped, context) => decrypt(key, wrapped, Buffer.from(context)),
  }
}
