import { signAgreementReceipt } from '@causeway/protocol/record'
import { sha256 } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import {
  type AgreementReceipt,
  categoryOf,
  type ItemCode,
  specialGroups,
} from '@causeway/schemas/record'
import type { CompactJws, NodeId, RandomId, Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'
import { findPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import {
  type Agreement,
  findAgreement,
  listAgreementEvents,
  listGrants,
  WORDING,
} from './agreement-queries.ts'

type Processing = AgreementReceipt['record']['pii_processing']

/**
 * What she was asked and what she said, signed, for her to keep: a receipt by ISO/IEC TS 27560:2023,
 * made anew each time with all that has become of the agreement since. Nothing in it says who she
 * is. Throws as `decide`.
 */
export async function issueReceipt(
  context: NodeContext,
  actor: StaffActor,
  id: RandomId,
): Promise<CompactJws> {
  decide(actor, 'agreement.receipt')
  const { db, now, nodeId, randomId, signingKey } = context

  return db.transaction().execute(async (trx) => {
    const agreement = await findAgreement(trx, id)
    const person = agreement && (await findPerson(trx, agreement.person_id))
    if (!person) throw new Problem('not-found')
    decide(actor, 'agreement.receipt', person)

    const at = seconds(now)
    const receipt: AgreementReceipt = {
      schema_version: 'cw-agreement-receipt-1',
      receipt_id: randomId(),
      iss: nodeId,
      iat: at,
      record: {
        schema_version: 'cw-agreement-1',
        record_id: id,
        pii_principal_id: agreement.person_alias,
        pii_processing: await processingOf(context, trx, agreement),
        party_identification: [
          { ...partyOf(context, nodeId, person.org), party_type: 'controller' },
          {
            ...partyOf(context, agreement.receiver_node, agreement.receiver_org),
            party_type: 'recipient',
          },
        ],
        events: await eventsOf(trx, agreement, person.org),
      },
    }
    await appendAudit(trx, { at, actor, act: 'agreement.receipt', subject: id })
    return signAgreementReceipt(receipt, signingKey)
  })
}

async function processingOf(
  { vault, nodeId }: NodeContext,
  db: Kysely<Database>,
  agreement: Agreement,
): Promise<Processing> {
  const { id, person_id, notice, lang, how, interpreter, expires_at } = agreement
  const text = await vault.open(db, person_id, WORDING, agreement.text_sealed, id)
  const grants = await listGrants(db, [id])
  return {
    privacy_notice: notice,
    language: lang,
    text_sha256: sha256(text.toString()),
    how,
    interpreter,
    purposes: grants.length > 0 ? grants.map(granted(agreement)) : refused(agreement),
    collection_method: 'told_by_her',
    storage_locations: [nodeId, agreement.receiver_node],
    retention_period: expires_at,
    jurisdiction: nodeId,
    withdrawal_method: 'by_word_to_any_worker',
  }
}

const granted =
  ({ purpose }: Agreement) =>
  ({
    category,
    items,
    basis,
    identity,
    release,
  }: Awaited<ReturnType<typeof listGrants>>[number]) => ({
    ...groupOf(purpose, items),
    pii_type: category,
    lawful_basis: basis,
    grant: identity,
    ...(release ? { release: true as const } : {}),
  })

const refused = ({ purpose, items }: Agreement) =>
  [...new Set(items.map(categoryOf))].map((group) =>
    groupOf(
      purpose,
      items.filter((code) => categoryOf(code) === group),
    ),
  )

function groupOf(purpose: Agreement['purpose'], items: ItemCode[]) {
  const pii_type = categoryOf(items[0] as ItemCode)
  return {
    purpose,
    pii_type,
    pii_attribute_ids: items,
    special_pii_category: specialGroups.includes(pii_type),
  }
}

/** An organisation that has left the directory is named by its id. */
const partyOf = ({ directory }: NodeContext, node: NodeId, id: RandomId) => ({
  party_id: id,
  party_name: findOrganisation(directory, id)?.name ?? id,
  party_country: node,
})

async function eventsOf(db: Kysely<Database>, { id, expires_at }: Agreement, org: RandomId) {
  const events = await listAgreementEvents(db, [id])
  const holds = (at: Seconds) => Math.max(0, expires_at - at)
  return events.map(({ kind, at, groups }) => ({
    event_time: at,
    event_type: 'explicitly_expressed' as const,
    event_state: kind,
    validity_duration: holds(at),
    entity_id: org,
    ...(groups ? { groups } : {}),
  }))
}
