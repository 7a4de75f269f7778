import { type IssuedRecord, presentRecord } from '@causeway/protocol/record'
import { readJws } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import { type ItemCode, type KeyBinding, SignedRecord } from '@causeway/schemas/record'
import type { CompactJws, NodeId, RandomId } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../context.ts'
import { type OwnRecord, signRecord } from './issue-record.ts'
import { type KnownItem, readHeldRecords } from './read-record.ts'
import { listReferralsThatBrought } from './received-queries.ts'

/** How chosen items are shown: each part is one signed record and what is shown of it. */
export interface Presentable {
  parts: { record: IssuedRecord; codes: ItemCode[] }[]
  /** The record of this node, when it is one of them: kept with the move that shows it. */
  own?: OwnRecord
}

/** What the custodian signs beside where and when. */
export type Reasons = Pick<KeyBinding, 'purpose' | 'basis' | 'grants' | 'policy'>

/** A packet has room for this many records: own ones and those that were received. */
const MOST_RECORDS = 4

/** Whether this node may present a record: its issuer has named it the custodian. */
export const isCustodian = (jwt: CompactJws, node: NodeId): boolean =>
  SignedRecord.parse(readJws('cw-record+sd-jwt', jwt).payload).cnf.kid === `node:${node}`

/**
 * Finds for each item the record that vouches for it: what was received is shown on under the
 * signature of the node that she told it to. Stores nothing. Throws `Problem('custody-not-passed')`
 * when that node has not made this one its custodian, `packet-too-large` for too many records.
 */
export async function findPresentable(
  context: NodeContext,
  personId: RandomId,
  toNode: NodeId,
  chosen: readonly KnownItem[],
): Promise<Presentable> {
  const { db, nodeId } = context
  const told = chosen.filter(({ origin }) => !origin).map(({ item }) => item.code)
  const received = chosen.filter(({ origin }) => origin).map(({ item }) => item.code)
  const parts: Presentable['parts'] = []
  const brought = received.length > 0 ? await listReferralsThatBrought(db, personId) : []
  const held = await readHeldRecords(db, context, brought)
  const missing = new Set(received)
  for (const { jwt, disclosures } of held.filter((it) => isCustodian(it.jwt, nodeId))) {
    const codes = disclosures.flatMap(({ code }) => (code && missing.delete(code) ? [code] : []))
    if (codes.length > 0) parts.push({ record: { jwt, disclosures }, codes })
  }
  if (missing.size > 0) throw new Problem('custody-not-passed')
  if (told.length === 0 && parts.length > 0) return { parts }
  const own = await signRecord(db, context, personId, toNode)
  parts.push({ record: own.record, codes: told })
  if (parts.length > MOST_RECORDS) throw new Problem('packet-too-large')
  return { parts, own }
}

/** Shows it to one node, bound to the event (by its `eid`) that carries it. */
export const present = (
  { now, signingKey }: NodeContext,
  { parts }: Pick<Presentable, 'parts'>,
  { aud, nonce, reasons }: { aud: NodeId; nonce: RandomId; reasons: Reasons },
): string[] =>
  parts.map(({ record, codes }) => {
    const binding = { iat: seconds(now), aud, nonce, ...reasons }
    return presentRecord(record, codes, binding, signingKey)
  })
