import { randomBytes, verify } from 'node:crypto'
import { issueRecord, presentRecord, recordRandomness } from '@causeway/protocol/record'
import { encodeBase64url, type SigningKey, signJws } from '@causeway/protocol/suite'
import { type ItemCode, RecordItem } from '@causeway/schemas/record'
import { NodeId, RandomId, type Seconds } from '@causeway/schemas/wire'
import { agreedItems, syntheticPerson } from '../demo/synthetic-person.ts'

/** Of a packet as the demonstration sends it, so much that items and their groups are thirty. */
const left: readonly string[] = ['dependants', 'return_kind', 'travel_notes']
const shown: ItemCode[] = agreedItems.filter((code) => !left.includes(code))

const randomId = () => RandomId.parse(encodeBase64url(randomBytes(16)))

/** Who presents the record to whom, in which message. */
export const parties = { from: NodeId.parse('gb'), aud: NodeId.parse('ro'), nonce: randomId() }

/** A synthetic person's whole record, signed, and thirty disclosures of it presented. */
export function presentSynthetic(key: SigningKey, now: Seconds) {
  const { entries } = syntheticPerson('ro')
  const items = entries.map((entry) => RecordItem.parse({ ...entry, by: 'worker', at: now }))
  const record = { iss: parties.from, custodian: parties.from, rec: randomId(), iat: now, items }
  const issued = issueRecord(record, recordRandomness(randomBytes), key)
  const binding = {
    iat: now,
    aud: parties.aud,
    nonce: parties.nonce,
    purpose: 'return' as const,
    basis: ['consent'],
    grants: [],
    policy: 'care@1',
  }
  const text = presentRecord(issued, shown, binding, key)
  const [jwt = '', ...rest] = text.split('~')
  return { text, jwt, texts: rest.slice(0, -1) }
}

/** A JWS of exactly this length that says the same as these disclosures, and nothing is hidden. */
export function signPlainly(texts: readonly string[], length: number, key: SigningKey): string {
  const disclosures = texts.map((text) => JSON.parse(Buffer.from(text, 'base64url').toString()))
  const sign = (padding: number) =>
    signJws('cw-event+jws', { disclosures, padding: ' '.repeat(padding) }, key)
  const missing = length - sign(0).length
  const jws = sign(Math.floor((missing * 3) / 4))
  if (Math.abs(jws.length - length) > 4) throw new RangeError('the plain JWS is not as long')
  return jws
}

/** The check that no verifier can leave out: one ECDSA signature over the signing input. */
export function signatureCheck(jws: string, publicKey: Parameters<typeof verify>[2]) {
  const cut = jws.lastIndexOf('.')
  const input = Buffer.from(jws.slice(0, cut))
  const signature = Buffer.from(jws.slice(cut + 1), 'base64url')
  return () => verify('sha256', input, publicKey, signature)
}
