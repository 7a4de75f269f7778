import { randomBytes } from 'node:crypto'
import {
  type IssuedRecord,
  issueRecord,
  presentRecord,
  recordRandomness,
} from '@causeway/protocol/record'
import type { SigningKey } from '@causeway/protocol/suite'
import type { ItemCode, KeyBinding, RecordItem } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import { anId, nowInSeconds, type Peer } from './peer.ts'

interface RecordChanges {
  custodian?: NodeId
  rec?: RandomId
  previous?: IssuedRecord
  by?: SigningKey
}

/** A record that a peer signs of these items; a revision of `previous` keeps its id. */
export function aSignedRecord(
  issuer: Peer,
  items: readonly object[],
  { custodian = issuer.id, rec = anId(), by = issuer.signer, ...changes }: RecordChanges = {},
): IssuedRecord & { rec: RandomId } {
  const iat = nowInSeconds()
  const told = items as readonly RecordItem[]
  const record = { iss: issuer.id, custodian, rec, iat, items: told, ...changes }
  return { rec, ...issueRecord(record, recordRandomness(randomBytes), by) }
}

export const codesOf = ({ disclosures }: IssuedRecord): ItemCode[] =>
  disclosures.flatMap(({ code }) => code ?? [])

/** What of a record a custodian shows us, honest but for what is said otherwise. */
export function aPresentation(
  custodian: Pick<Peer, 'signer'>,
  record: IssuedRecord,
  { codes = codesOf(record), ...binding }: Partial<KeyBinding> & { codes?: ItemCode[] } = {},
): string {
  const words = {
    iat: nowInSeconds(),
    aud: 'gb' as NodeId,
    nonce: anId(),
    purpose: 'return' as const,
    basis: ['6.1.e', '9.2.h'],
    grants: [],
    policy: 'care@1',
    ...binding,
  }
  return presentRecord(record, codes, words, custodian.signer)
}
