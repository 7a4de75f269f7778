import { readBody, verifyHeld } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import { Custody } from '@causeway/schemas/record'
import { seconds } from '../../context.ts'
import { findReferral } from '../referral-queries.ts'
import { type BodyRule, saltOf } from './body-rule.ts'

/**
 * The revision by which its issuer makes this node the custodian of a record: what the event says of
 * it is so. Whether it continues what is held here shows once the event counts.
 */
export const custodyBody: BodyRule<'custody_passed'> = async (context, event, message) => {
  const { directory, db, nodeId, now } = context
  if (message.grants) throw new Refusal('schema')
  const custody = readBody(message.body, event.data.body, Custody)
  const referral = await findReferral(db, event.referral)
  if (referral?.side !== 'receiver' || referral.peer_node !== event.node) throw new Refusal('state')
  const { record, identity } = verifyHeld(custody.record, [], directory, seconds(now))
  if (record.iss !== event.node) throw new Refusal('record_signature')
  if (record.cnf.kid !== `node:${nodeId}`) throw new Refusal('key_binding')
  const { by, superseded } = event.data
  if (identity !== by || record.prev !== superseded) throw new Refusal('chain')
  return { salt: saltOf(message), whole: { category: 'custody', value: custody }, surplus: [] }
}
