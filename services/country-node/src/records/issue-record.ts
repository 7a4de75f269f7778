import { type IssuedRecord, issueRecord } from '@causeway/protocol/record'
import { identityOf, sha256 } from '@causeway/protocol/suite'
import { Category } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { readItems } from '../people/read-items.ts'
import { lockPerson } from '../people/record-queries.ts'
import {
  dropIssuedGroup,
  findNewestRevision,
  insertRevision,
  keepIssuedGroup,
  listIssuedGroups,
} from './issued-queries.ts'
import { openDisclosures, sealDisclosures } from './seal-disclosures.ts'

/** What this node signed of a person for one other node: id and salts are that node's alone. */
export interface OwnRecord {
  rec: RandomId
  rev: number
  record: IssuedRecord
  previous: IssuedRecord | undefined
}

/**
 * Her record as it is now, signed for one other node. Nothing is stored: what is only weighed
 * leaves no trace. The revision stays what it was while nothing in it changed and this node is its
 * custodian.
 */
export async function signRecord(
  db: Kysely<Database>,
  context: NodeContext,
  personId: RandomId,
  toNode: NodeId,
): Promise<OwnRecord> {
  const { vault, nodeId, randomId, randomDigest } = context
  const stored = await findNewestRevision(db, personId, toNode)
  const groups = stored ? await listIssuedGroups(db, stored.rec) : []
  const opened = await Promise.all(groups.map((it) => openDisclosures(db, vault, personId, it)))
  const previous = stored && { jwt: stored.jwt, disclosures: opened.flat() }
  const rec = stored?.rec ?? randomId()
  const record = issueRecord(
    {
      iss: nodeId,
      custodian: nodeId,
      rec,
      iat: seconds(context.now),
      items: await readItems(db, vault, personId),
      ...(previous ? { previous } : {}),
    },
    { salt: randomId, decoy: () => sha256(randomDigest()) },
    context.signingKey,
  )
  const rev = (stored?.rev ?? 0) + (record === previous ? 0 : 1)
  return { rec, rev, record, previous }
}

/** As `signRecord`, and keeps the revision, so that what is shown of it can be shown again. */
export const ensureRecord = (
  context: NodeContext,
  personId: RandomId,
  toNode: NodeId,
): Promise<OwnRecord> =>
  context.db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId)
    const own = await signRecord(trx, context, personId, toNode)
    if (own.record !== own.previous) await keepRevision(trx, context, personId, toNode, own)
    return own
  })

async function keepRevision(
  trx: Transaction<Database>,
  { vault, now }: NodeContext,
  personId: RandomId,
  toNode: NodeId,
  { rec, rev, record, previous }: OwnRecord,
): Promise<void> {
  const { jwt } = record
  const identity = identityOf(jwt)
  await insertRevision(trx, {
    rec,
    rev,
    person_id: personId,
    to_node: toNode,
    identity,
    jwt,
    at: now(),
  })
  for (const category of Category.options) {
    const group = groupOf(record, category)
    const before = previous ? groupOf(previous, category) : []
    if (JSON.stringify(group) === JSON.stringify(before)) continue
    if (group.length === 0) {
      await dropIssuedGroup(trx, rec, category)
      continue
    }
    const sealed = await sealDisclosures(trx, vault, personId, { rec, category }, group)
    await keepIssuedGroup(trx, { rec, category, rev, sealed })
  }
}

const groupOf = ({ disclosures }: IssuedRecord, category: Category) =>
  disclosures.filter((disclosure) => disclosure.category === category)
