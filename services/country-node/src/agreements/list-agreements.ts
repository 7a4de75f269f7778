import type { Purpose } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { findPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { type Agreement, findAgreements, isInForce } from './agreement-queries.ts'

/**
 * What a person agreed to and until when, newest first. Nothing is answered before the reading
 * itself is on record. Throws as `decide`.
 */
export async function listAgreements(
  { db, now }: NodeContext,
  actor: StaffActor,
  personId: RandomId,
) {
  decide(actor, 'agreement.read')
  const at = seconds(now)

  return db.transaction().execute(async (trx) => {
    const person = await findPerson(trx, personId)
    if (!person) throw new Problem('not-found')
    decide(actor, 'agreement.read', person)

    const agreements = await findAgreements(trx, personId)
    await appendAudit(trx, { at, actor, act: 'agreement.read', subject: personId })
    return agreements.map((agreement) => ({
      ...view(agreement),
      in_force: isInForce(agreement, at),
    }))
  })
}

const view = (agreement: Agreement) => ({
  id: agreement.id,
  receiver: { node: agreement.receiver_node, org: agreement.receiver_org },
  purpose: agreement.purpose as Purpose,
  items: agreement.items,
  valid_from: new Date(agreement.valid_from * 1000).toISOString(),
  expires_at: new Date(agreement.expires_at * 1000).toISOString(),
})
