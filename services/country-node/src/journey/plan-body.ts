import { isDeepStrictEqual } from 'node:util'
import { makeMeetingVerifier, meetingWordsOf } from '@causeway/protocol/meeting'
import { readBody, readPlan, watchOf } from '@causeway/protocol/record'
import { decodeBase64url } from '@causeway/protocol/suite'
import { Refusal } from '@causeway/schemas/problems'
import { PlanBody } from '@causeway/schemas/record'
import { type BodyRule, saltOf } from '../referrals/bodies/body-rule.ts'
import { findReferral } from '../referrals/referral-queries.ts'
import { faultsOfHalf } from './plan-faults.ts'
import { keepSignedPlan } from './signed-plan-queries.ts'

/**
 * A plan that the other side signed: the text has the hash and arms the watch that the event says,
 * the half is complete for it, and only the sender hands her over.
 */
export const planBody: BodyRule<'plan_signed'> = async (context, event, message) => {
  if (message.grants) throw new Refusal('schema')
  const { hash, watch, body: committed } = event.data
  const body = readBody(message.body, committed, PlanBody)
  const text = readPlan(body.plan, hash)
  if (!isDeepStrictEqual(watchOf(text, context.pace), watch)) throw new Refusal('body')
  const referral = await findReferral(context.db, event.referral)
  if (referral?.peer_node !== event.node) throw new Refusal('state')
  const isFromSender = referral.side === 'receiver'
  const { hand_over } = body.half
  if ((hand_over !== undefined) !== isFromSender) throw new Refusal('schema')
  if (faultsOfHalf(body.half, text).length > 0) throw new Refusal('schema')
  const verifier = hand_over
    ? await makeMeetingVerifier(
        meetingWordsOf(hand_over.secret, referral.id).pin,
        decodeBase64url(context.randomId()),
      )
    : undefined
  const place = { event: event.identity, referral: referral.id }
  return {
    salt: saltOf(message),
    surplus: [],
    alongside: (trx) => keepSignedPlan(trx, context, { ...place, ...body, verifier }),
  }
}
