import { sign } from 'node:crypto'
import { encodeBase64url, type SigningKey } from '../../src/suite/index.ts'
import { toCanonicalSignature } from '../../src/suite/signature-form.ts'

/** Signs a payload to the byte, under a header of which the text is given or that of its type. */
export function signRaw(
  typ: string,
  payload: string | Uint8Array,
  key: SigningKey,
  header = JSON.stringify({ alg: 'ES256', kid: key.kid, typ }),
): string {
  const parts = [Buffer.from(header), Buffer.from(payload)]
  const input = parts.map((part) => encodeBase64url(part)).join('.')
  const signature = sign('sha256', Buffer.from(input), {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `${input}.${encodeBase64url(toCanonicalSignature(signature))}`
}

/** The same with another signature: so many bytes, all of this value. */
export const withSignature = (compact: string, bytes: number, value: number): string =>
  compact.replace(/[^.]*$/, encodeBase64url(Buffer.alloc(bytes, value)))
