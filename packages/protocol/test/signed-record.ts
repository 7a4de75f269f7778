import { type ItemCode, RecordItem } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { type IssuedRecord, issueRecord, presentRecord } from '../src/record/index.ts'
import { encodeBase64url, type SigningKey, sha256 } from '../src/suite/index.ts'
import { digestOf, idOf, NOW, nodeId } from './network.ts'

const told = { by: 'worker-1', at: NOW - 3600, lang: 'eng', purpose: ['return'] }
const values: Partial<Record<ItemCode, unknown>> = {
  full_name: 'Ana Example',
  known_as: 'Ana',
  birth_date: '2004-02-28',
  nationality: 'RO',
  safe_phone: '+40700000000',
  contact_rules: 'Only through the worker; she reads "no number" as stop.',
  spoken_languages: ['ron', 'eng'],
  medication: 'inhaler, în geantă',
  fit_to_travel: true,
  risk_level: 'high',
  regions_to_avoid: ['RO-CJ', 'RO-B'],
}

/** A synthetic person's items; one of them has no answer. */
export const items: RecordItem[] = [
  ...Object.entries(values).map(([code, v]) => RecordItem.parse({ code, v, ...told })),
  RecordItem.parse({ code: 'allergies', none: 'not_asked', ...told }),
]

/** One of these items, changed. */
export const changeItem = (code: ItemCode, v: unknown): RecordItem[] =>
  items.map((item) => (item.code === code ? RecordItem.parse({ code, v, ...told }) : item))

/** Salts and decoys that are the same in each run. */
export function fixedRandomness(label = 'record') {
  let drawn = 0
  const next = () => {
    drawn += 1
    return `${label} ${drawn}`
  }
  return {
    salt: () => encodeBase64url(Buffer.from(sha256(next()), 'base64url').subarray(0, 16)),
    decoy: () => sha256(next()),
  }
}

export const recordClaims = {
  iss: nodeId('gb'),
  custodian: nodeId('gb'),
  rec: idOf('record'),
  iat: NOW,
}

export const issueTo = (key: SigningKey, change: object = {}): IssuedRecord =>
  issueRecord({ ...recordClaims, items, ...change }, fixedRandomness(), key)

/** The next revision of such a record, with these items. */
export const issueRevision = (
  previous: IssuedRecord,
  to: readonly RecordItem[],
  key: SigningKey,
  label = 'revision',
): IssuedRecord =>
  issueRecord({ ...recordClaims, items: to, previous }, fixedRandomness(label), key)

/** What the custodian says of a disclosure to ro. */
export const binding = {
  iat: NOW,
  aud: nodeId('ro'),
  nonce: idOf('event') as RandomId,
  purpose: 'return' as const,
  basis: ['consent'],
  grants: [digestOf('grant')],
  policy: 'care@1',
}

/** What ro expects of a presentation by gb. */
export const expected = { from: nodeId('gb'), aud: nodeId('ro'), nonce: idOf('event') }

export const presentItems = (issued: IssuedRecord, codes: readonly ItemCode[], key: SigningKey) =>
  presentRecord(issued, codes, binding, key)
