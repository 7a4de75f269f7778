import { Refusal } from '@causeway/schemas/problems'

/** Base64url without padding (RFC 4648 section 5). */
export const encodeBase64url = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64url')

/**
 * Decodes canonical base64url only: what does not re-encode to itself (padding, stray bits, foreign
 * characters) throws `Refusal('format')`, so that one thing has one spelling.
 */
export function decodeBase64url(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw new Refusal('format')
  return bytes
}
