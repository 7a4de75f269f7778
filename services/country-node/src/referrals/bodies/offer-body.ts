import { readBody } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import { type ItemCode, Offer } from '@causeway/schemas/record'
import { seconds } from '../../context.ts'
import { keepableItems } from '../../disclosure/check-received.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { type BodyRule, saltOf } from './body-rule.ts'

/** Tier 1: for an organisation of ours, from one of theirs, and of items no more than may be kept. */
export const offerBody: BodyRule<'offered'> = async (context, event, message) => {
  const { directory, nodeId } = context
  const { data } = event
  const offer = readBody(message.body, data.body, Offer)
  const sender = findOrganisation(directory, data.from_org)
  const receiver = findOrganisation(directory, data.to.org)
  if (data.to.node !== nodeId || receiver?.node !== nodeId) throw new Refusal('recipient')
  const isConsistent =
    sender?.node === event.node &&
    offer.lead_organisation === data.from_org &&
    offer.purpose === data.purpose &&
    offer.urgency === data.urgency
  if (!isConsistent) throw new Refusal('body')
  const codes = Object.keys(offer.person) as ItemCode[]
  const keep = keepableItems(
    {
      from: event.node,
      to: data.to,
      grants: message.grants ?? [],
      question: {
        policy: directory.policy,
        purpose: data.purpose,
        mandates: receiver.mandates,
        tier: 't1',
      },
    },
    codes,
    directory,
    seconds(context.now),
  )
  const person = Object.fromEntries(
    Object.entries(offer.person).filter(([code]) => keep.includes(code as ItemCode)),
  )
  const surplus = codes.filter((code) => !keep.includes(code))
  const whole = { category: 'offer' as const, value: { ...offer, person } }
  return { salt: saltOf(message), whole, surplus }
}
