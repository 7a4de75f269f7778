import type { Digest, Identity } from '@causeway/schemas/wire'
import { decodeBase64url, sha256 } from '../suite/index.ts'

/** What the log can hold: the identity of an envelope, or of a directory statement. */
export type EntryKind = 'env' | 'dir'

const LEAF_PREFIX = Uint8Array.of(0x00)

/**
 * The text that stands in the log for a signed thing: no name, country or time. Standard base64
 * here, as everywhere in C2SP log formats. Throws `Refusal('format')` when the identity is not
 * canonical base64url.
 */
export const leafText = (kind: EntryKind, identity: Identity): string =>
  `cw/1 entry\n${kind}\n${decodeBase64url(identity).toString('base64')}\n`

/** SHA-256(0x00 || leaf text), the hash of a leaf (RFC 6962 section 2.1). Throws as `leafText`. */
export const leafHash = (kind: EntryKind, identity: Identity): Digest =>
  sha256(LEAF_PREFIX, leafText(kind, identity))
