import { readBody } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import { Packet } from '@causeway/schemas/record'
import { type NodeContext, seconds } from '../../context.ts'
import { keepableItems } from '../../disclosure/check-received.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { findReferral } from '../referral-queries.ts'
import { type CheckedBody, type EventMessage, type EventOf, saltOf } from './body-rule.ts'

/** What is not agreed to is dropped; what is forged or malformed refuses the whole envelope. */
export const packetBody = (
  context: NodeContext,
  event: EventOf<'disclosed'>,
  message: EventMessage,
): Promise<CheckedBody> => checkPacket(context, event, message).catch(refuseContent)

function refuseContent(error: unknown): CheckedBody {
  if (error instanceof Refusal && (error.code === 'consent' || error.code === 'policy')) {
    return { salt: null, refused: error.code, surplus: [] }
  }
  throw error
}

async function checkPacket(
  context: NodeContext,
  event: EventOf<'disclosed'>,
  message: EventMessage,
): Promise<CheckedBody> {
  const { directory, db, nodeId } = context
  if (!message.body) return { salt: null, refused: 'consent', surplus: [] }
  const packet = readBody(message.body, event.data.body, Packet)
  const referral = await findReferral(db, event.referral)
  if (referral?.side !== 'receiver' || referral.peer_node !== event.node) throw new Refusal('state')
  const receiver = findOrganisation(directory, referral.own_org)
  if (!receiver) throw new Refusal('policy')
  const codes = packet.items.map((item) => item.code)
  if (new Set(codes).size !== codes.length) throw new Refusal('schema')
  const keep = keepableItems(
    {
      from: event.node,
      to: { node: nodeId, org: referral.own_org },
      grants: message.grants ?? [],
      question: {
        policy: directory.policy,
        purpose: referral.purpose,
        mandates: receiver.mandates,
        tier: event.data.tier,
      },
    },
    codes,
    directory,
    seconds(context.now),
  )
  return {
    salt: saltOf(message),
    whole: { category: 'do_not_ask', value: packet.do_not_ask },
    items: packet.items.filter((item) => keep.includes(item.code)),
    surplus: codes.filter((code) => !keep.includes(code)),
  }
}
