import { Refusal } from '@causeway/schemas/problems'
import { SignedRecord } from '@causeway/schemas/record'
import type { CompactJws, Identity, Seconds } from '@causeway/schemas/wire'
import { type KeyDirectory, readJws, verifySigned } from '../../suite/index.ts'

const form = {
  typ: 'cw-record+sd-jwt',
  schema: SignedRecord,
  malformed: 'schema',
  forged: 'record_signature',
  signedAt: ({ iat }: SignedRecord) => iat,
} as const

/** Reads a record that was verified before, or that this node signed itself. */
export const readRecord = (jwt: CompactJws): SignedRecord =>
  SignedRecord.parse(readJws(form.typ, jwt).payload)

/**
 * Verifies the issuer's signature over a record. Throws `Refusal`: as `verifySigned`,
 * `record_signature` when the key is not one of `iss`.
 */
export function verifyRecord(
  jwt: CompactJws,
  directory: KeyDirectory,
  now: Seconds,
): { record: SignedRecord; identity: Identity } {
  const { payload: record, identity, node } = verifySigned(form, jwt, directory, now)
  if (node !== record.iss) throw new Refusal('record_signature')
  return { record, identity }
}
