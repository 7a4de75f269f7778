import type { Digest, Identity } from '@causeway/schemas/wire'
import { decodeBase64url, sha256 } from '../suite/index.ts'

/**
 * Blind commitment of an envelope to the signed objects inside it, in order:
 * SHA-256("cw/1 commit\n" || salt || identity 1 || identity 2 ...). The salt (32 bytes) travels
 * inside the seal; with it anybody can later prove which events the log holds.
 */
export const commitTo = (salt: Digest, identities: readonly Identity[]): Digest =>
  sha256(
    'cw/1 commit\n',
    decodeBase64url(salt),
    ...identities.map((identity) => decodeBase64url(identity)),
  )
