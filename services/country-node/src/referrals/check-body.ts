import type { ChainedEvent } from '@causeway/protocol/chain'
import { readBody } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import {
  Acceptance,
  type ItemCode,
  type Message,
  Offer,
  Packet,
  type RecordItem,
} from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../context.ts'
import { keepableItems } from '../disclosure/check-received.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'
import { findReferral } from './referral-queries.ts'

type EventMessage = Extract<Message, { type: 'referral.event' }>

/** A body that has been checked, of which only what may be kept is left. */
export interface CheckedBody {
  salt: Digest | null
  /** Why nothing of a packet may be kept: its event counts, so that the chain goes on. */
  refused?: 'consent' | 'policy'
  /** The body as a whole, where it is kept as one, and the group of keys that it belongs to. */
  whole?: { category: 'offer' | 'acceptance' | 'do_not_ask'; value: object }
  /** The items of a packet, where they are kept one by one. */
  items?: RecordItem[]
  /** What was sent beyond agreement or policy: deleted here, reported in the receipt. */
  surplus: ItemCode[]
}

/**
 * Reads the body of an event and holds what it discloses against agreement and policy. Writes
 * nothing. `undefined` for events that have none. Throws `Refusal`.
 */
export async function checkBody(
  context: NodeContext,
  event: ChainedEvent,
  message: EventMessage,
): Promise<CheckedBody | undefined> {
  switch (event.type) {
    case 'offered':
      return checkOffer(context, event, message)
    case 'accepted': {
      const value = readBody(message.body, event.data.body, Acceptance)
      if (message.grants) throw new Refusal('schema')
      return { salt: saltOf(message), whole: { category: 'acceptance', value }, surplus: [] }
    }
    case 'disclosed':
      return checkPacket(context, event, message).catch(refuseContent)
    default:
      if (message.body || message.grants) throw new Refusal('schema')
      return undefined
  }
}

/** What is not agreed to is dropped; what is forged or malformed refuses the whole envelope. */
function refuseContent(error: unknown): CheckedBody {
  if (error instanceof Refusal && (error.code === 'consent' || error.code === 'policy')) {
    return { salt: null, refused: error.code, surplus: [] }
  }
  throw error
}

function checkOffer(
  context: NodeContext,
  event: Extract<ChainedEvent, { type: 'offered' }>,
  message: EventMessage,
): CheckedBody {
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

async function checkPacket(
  context: NodeContext,
  event: Extract<ChainedEvent, { type: 'disclosed' }>,
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

/** Of a body that has been read. */
const saltOf = ({ body }: EventMessage) => (body as NonNullable<EventMessage['body']>).salt
