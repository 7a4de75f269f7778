import { createHash } from 'node:crypto'
import type { Digest } from '@causeway/schemas/wire'

/** SHA-256 over the parts, one after the other; strings as UTF-8. Returned as base64url. */
export function sha256(...parts: (string | Uint8Array)[]): Digest {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url') as Digest
}
