import { signAgreementReceipt } from '@causeway/protocol/record'
import { Problem } from '@causeway/schemas/problems'
import type { AgreementReceipt } from '@causeway/schemas/record'
import type { CompactJws, NodeId, RandomId, Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { caseOfPerson } from '../assignments/case-of.ts'
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
} from './agreement-queries.ts'
import { processingOf } from './receipt-processing.ts'

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
    decide(actor, 'agreement.receipt', await caseOfPerson(trx, person, now()))

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
        pii_processing: processingOf(agreement, await listGrants(trx, [id]), nodeId),
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
