import { Refusal } from '@causeway/schemas/problems'
import { CATEGORY_DIGESTS, Category, type SignedRecord } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'

/** Digests side by side: each has 43 characters, and 3 lie between it and the next. */
export interface DigestList {
  /** The group that they stand in, `null` for the record itself. */
  category: Category | null
  bytes: Uint8Array
  /** Where the first one begins. */
  start: number
  count: number
}

export const DIGEST_LENGTH = 43
export const STRIDE = DIGEST_LENGTH + '","'.length

const HEAD = /^\["[A-Za-z0-9_-]{21}[AQgw]","([a-z_]+)",\{"_sd":\["$/
const END = '"]}]'
const END_LENGTH = CATEGORY_DIGESTS * STRIDE - '","'.length + END.length

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const NO_SEXTET = 64
/** For each byte the six bits that it stands for in base64url. */
export const SEXTETS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = ALPHABET.indexOf(String.fromCharCode(byte))
  return value < 0 ? NO_SEXTET : value
})

/** The digests of a record that was parsed. */
export const digestsOfRecord = ({ _sd }: SignedRecord): DigestList => ({
  category: null,
  bytes: Buffer.from(_sd.join('","')),
  start: 0,
  count: _sd.length,
})

/** The digests of a list as text. */
export const digestsIn = ({ bytes, start, count }: DigestList): Digest[] =>
  Array.from({ length: count }, (_, place) => {
    const at = start + place * STRIDE
    return Buffer.from(bytes.subarray(at, at + DIGEST_LENGTH)).toString() as Digest
  })

/**
 * Reads the disclosure of a group, `["<salt>","<group>",{"_sd":["<32 digests>"]}]` without white
 * space. It has one spelling, so each digest has its place: one pass over the bytes does for JSON,
 * form and order. Throws `Refusal('disclosure')`, also when the digests do not ascend.
 */
export function readCategory(bytes: Buffer): DigestList & { category: Category } {
  const start = Math.max(bytes.length - END_LENGTH, 0)
  const category = HEAD.exec(bytes.toString('latin1', 0, start))?.[1]
  if (!isCategory(category) || bytes.toString('latin1', bytes.length - END.length) !== END) {
    throw new Refusal('disclosure')
  }
  for (let place = 0; place < CATEGORY_DIGESTS; place += 1) {
    const at = start + place * STRIDE
    const isLast = place === CATEGORY_DIGESTS - 1
    if (!isDigest(bytes, at) || !(isLast || ascends(bytes, at))) throw new Refusal('disclosure')
  }
  return { category, bytes, start, count: CATEGORY_DIGESTS }
}

const categories: readonly (string | undefined)[] = Category.options
const isCategory = (name: string | undefined): name is Category => categories.includes(name)

/** Whether 32 bytes in canonical base64url begin here: the last character carries four bits. */
function isDigest(bytes: Uint8Array, at: number): boolean {
  let all = 0
  for (let next = at; next < at + DIGEST_LENGTH; next += 1) {
    all |= SEXTETS[bytes[next] as number] as number
  }
  const last = SEXTETS[bytes[at + DIGEST_LENGTH - 1] as number] as number
  return all < NO_SEXTET && (last & 3) === 0
}

const QUOTE = 0x22
const COMMA = 0x2c

/** Whether `","` follows this digest, and then one that is greater. */
function ascends(bytes: Uint8Array, at: number): boolean {
  const end = at + DIGEST_LENGTH
  if (bytes[end] !== QUOTE || bytes[end + 1] !== COMMA || bytes[end + 2] !== QUOTE) return false
  let same = 0
  while (same < DIGEST_LENGTH && bytes[at + same] === bytes[at + STRIDE + same]) same += 1
  return (bytes[at + same] as number) < (bytes[at + STRIDE + same] as number)
}
