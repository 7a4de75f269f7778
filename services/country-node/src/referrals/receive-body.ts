import type { ChainedEvent } from '@causeway/protocol/chain'
import { readBody } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import {
  Acceptance,
  categoryOf,
  type ItemCode,
  type Message,
  Offer,
  Packet,
} from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../context.ts'
import { keepableItems } from '../disclosure/check-received.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'
import { findReferral } from './referral-queries.ts'

type EventMessage = Extract<Message, { type: 'referral.event' }>

/** A body that has been checked and encrypted for this node. */
export interface ReceivedBody {
  salt: Digest
  /** The body as a whole, where it is kept as one. */
  sealed?: Buffer
  /** The items of a packet, each under the key of its category. */
  items?: { code: ItemCode; category: string; sealed: Buffer }[]
  /** What was sent beyond agreement or policy: deleted here, reported in the receipt. */
  surplus: ItemCode[]
}

/**
 * Reads the body of an event, holds what it discloses against agreement and policy, and encrypts
 * what may be kept. `undefined` for events that have none. Throws `Refusal`.
 */
export async function receiveBody(
  context: NodeContext,
  event: ChainedEvent,
  message: EventMessage,
): Promise<ReceivedBody | undefined> {
  switch (event.type) {
    case 'offered':
      return receiveOffer(context, event, message)
    case 'accepted': {
      const acceptance = readBody(message.body, event.data.body, Acceptance)
      return seal(context, event, message, 'acceptance', acceptance, [])
    }
    case 'disclosed':
      return receivePacket(context, event, message)
    default:
      if (message.body || message.grants) throw new Refusal('schema')
      return undefined
  }
}

async function receiveOffer(
  context: NodeContext,
  event: Extract<ChainedEvent, { type: 'offered' }>,
  message: EventMessage,
): Promise<ReceivedBody> {
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
  return seal(context, event, message, 'offer', { ...offer, person }, surplus)
}

async function receivePacket(
  context: NodeContext,
  event: Extract<ChainedEvent, { type: 'disclosed' }>,
  message: EventMessage,
): Promise<ReceivedBody> {
  const { directory, db, vault, nodeId } = context
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
  const items = await Promise.all(
    packet.items
      .filter((item) => keep.includes(item.code))
      .map(async (item) => {
        const category = categoryOf(item.code)
        const bytes = Buffer.from(JSON.stringify(item))
        return {
          code: item.code,
          category,
          sealed: await vault.seal(db, referral.id, category, bytes, item.code),
        }
      }),
  )
  return {
    salt: (message.body as NonNullable<EventMessage['body']>).salt,
    items,
    surplus: codes.filter((code) => !keep.includes(code)),
  }
}

async function seal(
  { db, vault }: NodeContext,
  event: ChainedEvent,
  message: EventMessage,
  category: 'offer' | 'acceptance',
  value: object,
  surplus: ItemCode[],
): Promise<ReceivedBody> {
  const bytes = Buffer.from(JSON.stringify(value))
  const sealed = await vault.seal(db, event.referral, category, bytes, category)
  return { salt: (message.body as NonNullable<EventMessage['body']>).salt, sealed, surplus }
}
