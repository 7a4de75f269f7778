import type { Digest } from '@causeway/schemas/wire'
import { encodeBase64url, sha256 } from '../../suite/index.ts'

/** What issuing a record draws: salts, and digests that hide nothing. */
export interface RecordRandomness {
  /** 16 random bytes in base64url. */
  salt(): string
  /** SHA-256 of random bytes (RFC 9901 section 4.2.5). */
  decoy(): Digest
}

/** Salts and decoys out of a source of random bytes. */
export const recordRandomness = (randomBytes: (size: number) => Uint8Array): RecordRandomness => ({
  salt: () => encodeBase64url(randomBytes(16)),
  decoy: () => sha256(randomBytes(32)),
})
