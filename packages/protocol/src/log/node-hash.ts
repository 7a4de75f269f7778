import type { Digest } from '@causeway/schemas/wire'
import { decodeBase64url, sha256 } from '../suite/index.ts'

const NODE_PREFIX = Uint8Array.of(0x01)

/** The root of a log without leaves: SHA-256 of nothing (RFC 6962 section 2.1). */
export const EMPTY_ROOT: Digest = sha256()

/** SHA-256(0x01 || left || right), the hash of an inner node (RFC 6962 section 2.1). */
export const nodeHash = (left: Digest, right: Digest): Digest =>
  sha256(NODE_PREFIX, decodeBase64url(left), decodeBase64url(right))
