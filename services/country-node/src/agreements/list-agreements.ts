import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { findAgreements } from './agreement-queries.ts'
import { type StandingAgreement, standingsOf } from './agreements-in-force.ts'

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
    await decideOnPerson(trx, actor, 'agreement.read', { id: personId, at: now() })

    const agreements = await standingsOf(trx, await findAgreements(trx, personId), at)
    await appendAudit(trx, { at, actor, act: 'agreement.read', subject: personId })
    return agreements.map(view)
  })
}

const view = (agreement: StandingAgreement) => ({
  id: agreement.id,
  receiver: { node: agreement.receiver_node, org: agreement.receiver_org },
  purpose: agreement.purpose,
  items: agreement.items,
  state: agreement.state,
  items_in_force: agreement.grants.flatMap((grant) => grant.items),
  valid_from: new Date(agreement.valid_from * 1000).toISOString(),
  expires_at: new Date(agreement.expires_at * 1000).toISOString(),
  in_force: agreement.grants.length > 0,
})
