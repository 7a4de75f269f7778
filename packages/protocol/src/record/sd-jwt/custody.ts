import { Refusal } from '@causeway/schemas/problems'
import { SignedRecord } from '@causeway/schemas/record'
import type { CompactJws, Identity, NodeId, Seconds } from '@causeway/schemas/wire'
import { identityOf, type KeyDirectory, type SigningKey, signJws } from '../../suite/index.ts'
import { readRecord, verifyRecord } from './record-form.ts'

const custodianOf = (node: NodeId) => ({ kid: `node:${node}` })

/** The next revision of a record with the same digests and another node that may present it. */
export function passCustody(
  previous: CompactJws,
  custodian: NodeId,
  iat: Seconds,
  key: SigningKey,
): CompactJws {
  const record = readRecord(previous)
  const next = {
    ...record,
    rev: record.rev + 1,
    prev: identityOf(previous),
    iat,
    cnf: custodianOf(custodian),
  }
  return signJws('cw-record+sd-jwt', SignedRecord.parse(next), key)
}

/**
 * Verifies the revision by which the issuer makes `custodian` the one that may present a record
 * this node already holds. Throws `Refusal`: as `verifyRecord`; `chain` when it is not the next
 * revision of `held` with the same digests; `key_binding` when it names another custodian.
 */
export function verifyCustody(
  next: CompactJws,
  held: CompactJws,
  custodian: NodeId,
  directory: KeyDirectory,
  now: Seconds,
): { record: SignedRecord; identity: Identity } {
  const { record, identity } = verifyRecord(next, directory, now)
  const before = readRecord(held)
  const continued = {
    ...before,
    rev: before.rev + 1,
    prev: identityOf(held),
    iat: record.iat,
    cnf: record.cnf,
  }
  if (JSON.stringify(record) !== JSON.stringify(continued)) throw new Refusal('chain')
  if (record.cnf.kid !== custodianOf(custodian).kid) throw new Refusal('key_binding')
  return { record, identity }
}
