import { Refusal } from '@causeway/schemas/problems'
import type { Category, ItemCode } from '@causeway/schemas/record'
import { decodeBase64url, encodeBase64url, readJson } from '../../suite/index.ts'

/** A disclosure as it is kept: the text that was hashed. Without `code`: that of the group itself. */
export interface HeldDisclosure {
  category: Category
  code?: ItemCode
  text: string
}

/** What is behind a digest (RFC 9901 section 4.2.1): never `_sd` or `...` for a name. */
interface ReadDisclosure {
  name: string
  value: object
}

/** 128 random bits in canonical base64url. */
const SALT = /^[A-Za-z0-9_-]{21}[AQgw]$/

/** Writes a disclosure `[salt, name, value]`. */
export const writeDisclosure = (salt: string, name: string, value: object): string =>
  encodeBase64url(Buffer.from(JSON.stringify([salt, name, value])))

/**
 * Takes a disclosure apart. Throws `Refusal('disclosure')` when it is not canonical base64url of
 * strict JSON, not `[salt, name, object]`, or its salt is not one of 16 bytes.
 */
export function readDisclosure(text: string): ReadDisclosure {
  const parts = readJson(decodeBase64url(text, 'disclosure'), 'disclosure')
  if (!Array.isArray(parts) || parts.length !== 3) throw new Refusal('disclosure')
  const [salt, name, value] = parts as unknown[]
  const isSalted = typeof salt === 'string' && SALT.test(salt)
  if (!isSalted || typeof name !== 'string') throw new Refusal('disclosure')
  if (typeof value !== 'object' || value === null) throw new Refusal('disclosure')
  return { name, value }
}
