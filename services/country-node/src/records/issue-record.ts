import { type IssuedRecord, issueRecord } from '@causeway/protocol/record'
import { identityOf, sha256 } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import { Category } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { readItems } from '../people/read-items.ts'
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
  personId: RandomId
  toNode: NodeId
  rec: RandomId
  rev: number
  record: IssuedRecord
  previous: IssuedRecord | undefined
  /** The revision in which each group of `previous` changed last. */
  groupRevisions: ReadonlyMap<Category, number>
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
  const groupRevisions = new Map(groups.map((group) => [group.category, group.rev]))
  return { personId, toNode, rec, rev, record, previous, groupRevisions }
}

/**
 * Keeps the revision in the transaction that lets it leave, so that every revision that is kept has
 * gone somewhere. Throws `Problem('busy')` when another one was kept since it was signed.
 */
export async function keepRevision(
  trx: Transaction<Database>,
  { vault, now }: Pick<NodeContext, 'vault' | 'now'>,
  own: OwnRecord,
): Promise<void> {
  const { rec, rev, personId, toNode, record, previous } = own
  if (record === previous) return
  const { jwt } = record
  const place = { rec, rev, person_id: personId, to_node: toNode }
  const isKept = await insertRevision(trx, { ...place, identity: identityOf(jwt), jwt, at: now() })
  if (!isKept) throw new Problem('busy')
  for (const category of changedGroups(own)) {
    const group = groupOf(record, category)
    if (group.length > 0) {
      const sealed = await sealDisclosures(trx, vault, personId, { rec, category }, group)
      await keepIssuedGroup(trx, { rec, category, rev, sealed })
    } else {
      await dropIssuedGroup(trx, rec, category)
    }
  }
}

const changedGroups = ({ record, previous }: OwnRecord): Category[] =>
  Category.options.filter((category) => {
    const before = previous ? groupOf(previous, category) : []
    return JSON.stringify(groupOf(record, category)) !== JSON.stringify(before)
  })

/** The groups that a node which holds this revision has to be shown anew. */
export const groupsSince = (own: OwnRecord, rev: number): Category[] => [
  ...new Set([
    ...[...own.groupRevisions].filter(([, at]) => at > rev).map(([category]) => category),
    ...(own.rev > rev ? changedGroups(own) : []),
  ]),
]

const groupOf = ({ disclosures }: IssuedRecord, category: Category) =>
  disclosures.filter((disclosure) => disclosure.category === category)
