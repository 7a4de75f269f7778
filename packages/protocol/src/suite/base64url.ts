import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'

/** Base64url without padding (RFC 4648 section 5). */
export const encodeBase64url = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64url')

/**
 * Decodes canonical base64url only: what does not re-encode to itself (padding, stray bits, foreign
 * characters) throws `Refusal` with this code, so that one thing has one spelling.
 */
export function decodeBase64url(text: string, code: SealedProblemCode = 'format'): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw new Refusal(code)
  return bytes
}
