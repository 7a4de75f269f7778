import { Refusal } from '@causeway/schemas/problems'
import { type Category, type ItemCode, RecordItem } from '@causeway/schemas/record'
import type { CompactJws } from '@causeway/schemas/wire'
import { decodeBase64url, encodeBase64url, readJson } from '../../suite/index.ts'

/** A disclosure as it is kept: the text that was hashed. Without `code`: that of the group itself. */
export interface HeldDisclosure {
  category: Category
  code?: ItemCode
  text: string
}

/** A signed record with all that can be shown of it. */
export interface IssuedRecord {
  jwt: CompactJws
  disclosures: HeldDisclosure[]
}

/** 128 random bits in canonical base64url. */
const SALT = /^[A-Za-z0-9_-]{21}[AQgw]$/

/** Writes a disclosure `[salt, name, value]` (RFC 9901 section 4.2.1). */
export const writeDisclosure = (salt: string, name: string, value: object): string =>
  encodeBase64url(Buffer.from(JSON.stringify([salt, name, value])))

/** The bytes of a disclosure's JSON. Throws `Refusal('disclosure')` unless they have this spelling. */
export const decodeDisclosure = (text: string): Buffer => decodeBase64url(text, 'disclosure')

/**
 * Reads the disclosure of an item. Throws `Refusal('disclosure')` when it is not canonical base64url
 * of strict JSON, not `[salt, code, value]`, or not an item of the record (`_sd` and `...` are none).
 */
export function readItem(text: string): RecordItem {
  const parts = readJson(decodeDisclosure(text), 'disclosure')
  if (!Array.isArray(parts) || parts.length !== 3) throw new Refusal('disclosure')
  const [salt, code, value] = parts as unknown[]
  const isSalted = typeof salt === 'string' && SALT.test(salt)
  const isObject = typeof value === 'object' && value !== null && !Object.hasOwn(value, 'code')
  if (!isSalted || !isObject) throw new Refusal('disclosure')
  const item = RecordItem.safeParse(Object.assign(value, { code }))
  if (!item.success) throw new Refusal('disclosure')
  return item.data
}
