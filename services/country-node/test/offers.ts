import type { IssuedRecord } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import type { ItemCode, KeyBinding, Message, Offer } from '@causeway/schemas/record'
import type { Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import { anId, type Peer } from './peer.ts'
import { aPresentation, aSignedRecord } from './presentations.ts'

/** A mark that every value in offers and packets made here carries, to look for in logs. */
export const MARK = 'Zqxvjw'

interface Parties {
  /** The organisation at the peer that offers, and ours that is asked. */
  from: RandomId
  to: RandomId
}

interface OfferChanges {
  referral?: RandomId
  offer?: object
  data?: object
  grants?: string[]
  link?: { n?: number; prev?: Identity | null }
}

export interface MadeOffer {
  referral: RandomId
  identity: Identity
  message: Extract<Message, { type: 'referral.event' }>
}

export const offerItemsAgreed = ['age_band', 'gender'] as const

/** An offer by a peer to an organisation of ours, whole and allowed but for the changes. */
export function anOffer(peer: Peer, { from, to }: Parties, changes: OfferChanges = {}): MadeOffer {
  const referral = changes.referral ?? anId()
  const receiver = { node: 'gb' as NodeId, org: to }
  const offer: Offer = {
    purpose: 'return',
    services: ['safe_housing', 'legal_aid'],
    urgency: 'normal',
    lead_organisation: from,
    agreed_groups: ['identity'],
    person: { age_band: 'from_27_to_29', gender: 'feminine' },
    ...changes.offer,
  }
  const { body, hash } = peer.body(offer)
  const data = { from_org: from, to: receiver, purpose: 'return', urgency: 'normal', body: hash }
  const { jws, identity } = peer.event(
    'offered',
    { ...data, ...changes.data },
    { referral, org: from, ...changes.link },
  )
  const grants = changes.grants ?? [
    peer.grant({ items: [...offerItemsAgreed, 'full_name'], to: receiver }),
  ]
  return {
    referral,
    identity,
    message: {
      type: 'referral.event',
      event: jws,
      body,
      ...(grants.length > 0 ? { grants } : {}),
    },
  }
}

/** An item as it stands in a packet. */
export const aPacketItem = (code: string, v: unknown) => ({
  code,
  v,
  by: 'synthetic',
  at: 1_800_000_000,
  lang: 'eng',
  purpose: ['return'],
})

interface PacketPlace {
  referral: RandomId
  from: RandomId
  to: RandomId
  n?: number
  prev: Identity
  seen: { n: number; hash: Identity } | null
  tier?: 't2' | 't3'
  /** Of a record that the peer signs for this packet alone. */
  items?: object[]
  /** Records that were signed before, shown as a whole. */
  records?: IssuedRecord[]
  grants?: string[]
  /** What the custodian signs otherwise. */
  binding?: Partial<KeyBinding>
  /** The items that are shown of the records; all of them unless it is said. */
  codes?: ItemCode[]
  /** What goes instead of what the peer would present, made of what it would sign. */
  presentations?: (words: Partial<KeyBinding>) => string[]
  do_not_ask?: object[]
}

/** A packet with a name in it, whole and allowed but for the changes. */
export function aPacket(peer: Peer, changes: PacketPlace) {
  const { from, to, items, grants, records, binding, codes, presentations, ...rest } = changes
  const { tier = 't2', do_not_ask = [], ...place } = rest
  const receiver = { node: 'gb' as NodeId, org: to }
  const given = grants ?? [peer.grant({ items: [...offerItemsAgreed, 'full_name'], to: receiver })]
  const shown = records ?? [
    aSignedRecord(peer, items ?? [aPacketItem('full_name', `Synthetic ${MARK}`)]),
  ]
  const eid = anId()
  const words = { nonce: eid, grants: given.map(identityOf), ...binding }
  const { body, hash } = peer.body({
    presentations:
      presentations?.(words) ??
      shown.map((record) => aPresentation(peer, record, codes ? { ...words, codes } : words)),
    do_not_ask,
  })
  const { jws, identity } = peer.event(
    'disclosed',
    { tier, body: hash },
    { n: 2, ...place, org: from, eid },
  )
  const message: Message = {
    type: 'referral.event',
    event: jws,
    body,
    ...(given.length > 0 ? { grants: given } : {}),
  }
  return { identity, message, body, records: shown }
}
