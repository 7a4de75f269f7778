/** Order of the P-256 group (SEC 2 section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The other signature (r, n - s) that verifies over the same input. */
export function otherForm(compact: string): string {
  const cut = compact.lastIndexOf('.') + 1
  const signature = Buffer.from(compact.slice(cut), 'base64url')
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`)
  const other = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex')
  const form = Buffer.concat([signature.subarray(0, 32), other])
  return compact.slice(0, cut) + form.toString('base64url')
}

/** Rewrites the JSON of one part of a compact JWS and keeps the rest, the signature too. */
export function withPart(compact: string, index: number, change: (json: string) => string): string {
  const parts = compact.split('.')
  const json = Buffer.from(parts[index] ?? '', 'base64url').toString()
  parts[index] = Buffer.from(change(json)).toString('base64url')
  return parts.join('.')
}

/** Changes members of the protected header and keeps the rest. */
export const withHeader = (compact: string, change: object): string =>
  withPart(compact, 0, (json) => JSON.stringify({ ...JSON.parse(json), ...change }))

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Another letter of base64url at one place, so many letters further on. */
export function changeAt(text: string, at: number, by = 1): string {
  const index = ALPHABET.indexOf(text[at] ?? '')
  const other = index < 0 ? 'A' : ALPHABET[(index + by) % ALPHABET.length]
  return text.slice(0, at) + other + text.slice(at + 1)
}
