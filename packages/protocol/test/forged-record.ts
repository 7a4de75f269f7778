import { CATEGORY_DIGESTS, RECORD_DIGESTS, type SignedRecord } from '@causeway/schemas/record'
import { encodeBase64url, type SigningKey, sha256, signJws } from '../src/suite/index.ts'
import { digestOf, NOW } from './network.ts'
import { binding, recordClaims } from './signed-record.ts'

/** What an issuer could sign and a custodian present if they kept to no rule. */

export const SALT = 'c2FsdHNhbHRzYWx0c2FsdA'

/** A disclosure of any JSON text or value. */
export const disclose = (content: unknown): string =>
  encodeBase64url(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)))

/** The value of an item as it is disclosed. */
export const itemValue = (change: object = {}): object => {
  const value = { v: 'Ana', by: 'worker-1', at: NOW, lang: 'eng', purpose: ['return'], ...change }
  return JSON.parse(JSON.stringify(value))
}

export const discloseItem = (code: string, change: object = {}): string =>
  disclose([SALT, code, itemValue(change)])

/** So many digests, of which these are some. */
export function digestsWith(some: readonly string[], count: number, label = 'decoy'): string[] {
  const decoys = Array.from({ length: count - some.length }, (_, n) => digestOf(`${label} ${n}`))
  return [...some, ...decoys].toSorted()
}

/** The disclosure of a group that these disclosures are in. */
export const discloseGroup = (category: string, children: readonly string[]): string => {
  const digests = children.map((text) => sha256(text))
  return disclose([SALT, category, { _sd: digestsWith(digests, CATEGORY_DIGESTS, category) }])
}

/** A record signed over these disclosures, its claims changed at will. */
export function forgeRecord(
  topmost: readonly string[],
  key: SigningKey,
  change: Partial<Record<keyof SignedRecord, unknown>> & Record<string, unknown> = {},
): string {
  const { iss, rec, iat } = recordClaims
  const _sd = digestsWith(
    topmost.map((text) => sha256(text)),
    RECORD_DIGESTS,
    'record',
  )
  const fixed = { view: 'care', rev: 1, prev: null, schema: 'cw-care-1', _sd_alg: 'sha-256' }
  const payload = { iss, rec, iat, ...fixed, _sd, cnf: { kid: 'node:gb' }, ...change }
  return signJws('cw-record+sd-jwt', JSON.parse(JSON.stringify(payload)), key)
}

/** A presentation of these texts, with an honest key binding but for the change. */
export function forgePresentation(
  jwt: string,
  texts: readonly string[],
  key: SigningKey,
  change: object = {},
): string {
  const presented = [jwt, ...texts, ''].join('~')
  return presented + signJws('kb+jwt', { ...binding, sd_hash: sha256(presented), ...change }, key)
}
