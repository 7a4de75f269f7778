import { readBody } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import { Telling } from '@causeway/schemas/record'
import { findOrganisation } from '../organisations/find-organisation.ts'
import { type BodyRule, saltOf } from '../referrals/bodies/body-rule.ts'
import { isAsked, isStatutory } from './count-askings.ts'
import { sealReason } from './record-telling.ts'
import { insertTellings, keepMessages } from './telling-queries.ts'

/**
 * An asking of the other side, by an organisation of its node: one line of the ledger, which counts
 * once however often its event comes, since it is written with the event.
 */
export const tellingBody: BodyRule<'asked_again'> = async (context, event, message) => {
  if (message.grants) throw new Refusal('schema')
  const { because, to, ...telling } = readBody(message.body, event.data.body, Telling)
  const isTheirs = findOrganisation(context.directory, to.org)?.node === event.node
  const isAsking = event.data.statutory ? isStatutory(telling) : isAsked(telling)
  if (!isTheirs || !isAsking) throw new Refusal('body')
  const { referral: referral_id, identity: event_identity } = event
  /** Of ours: two events of a peer can have one `eid`. */
  const id = context.randomId()
  const whose = { person_id: null, referral_id }
  return {
    salt: saltOf(message),
    surplus: [],
    alongside: async (trx) => {
      const { topic } = telling
      const because_sealed = await sealReason(trx, context, whose, { id, topic, because })
      const row = { id, ...whose, ...telling, to_org: to.org, to_role: to.role, because_sealed }
      await insertTellings(trx, [row])
      await keepMessages(trx, [id], { referral_id, event_identity })
    },
  }
}
