import { identityOf, readJws } from '@causeway/protocol/suite'
import type { EventType, Message } from '@causeway/schemas/record'
import type { Envelope, Identity, RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '../src/database/schema.ts'
import type { Caller } from './caller.ts'
import { anOffer, aPacket } from './offers.ts'
import { anId, nowInSeconds, type Peer } from './peer.ts'
import { anOffered } from './story.ts'

interface Parts {
  db: Kysely<Database>
  peer: Peer
  receive: (mail: Envelope) => Promise<{ outcome: string }>
}

/** One thing that a peer says in a referral, ready to be delivered now, later or twice. */
export interface Said {
  eid: RandomId
  identity: Identity
  message: Message
}

/** What a peer may say falsely of its own event. */
interface Claims {
  eid?: RandomId
  at?: number
}

export type Conversation = ReturnType<typeof conversationOf>

/**
 * A peer's side of one referral: what it says follows in its chain, and knows of what our node had
 * said at that moment unless it is said `unseen`.
 */
export function conversationOf(
  { db, peer, receive }: Parts,
  { referral, org }: { referral: RandomId; org: RandomId },
  begun?: { n: number; identity: Identity },
) {
  let { n, identity: prev } = begun ?? { n: 0, identity: null as Identity | null }
  let seen: { n: number; hash: Identity } | null = null

  const look = async () => {
    const row = await db
      .selectFrom('referral_event')
      .select(['n', 'identity as hash'])
      .where('referral_id', '=', referral)
      .where('node', '=', 'gb' as never)
      .orderBy('n', 'desc')
      .executeTakeFirst()
    seen = row ?? null
  }

  return {
    referral,
    look,
    /** Signs it; nothing is delivered, and what our node said meanwhile is not looked at. */
    prepare(type: EventType, data: object = {}, body?: object, claims: Claims = {}): Said {
      const sealed = body ? peer.body(body) : undefined
      const said = sealed ? { ...data, body: sealed.hash } : data
      n += 1
      const { eid = anId(), at = nowInSeconds() } = claims
      const place = { referral, org, n, prev, seen, eid, at }
      const { jws, identity } = peer.event(type, said, place)
      prev = identity
      const message = { type: 'referral.event' as const, event: jws }
      return { eid, identity, message: sealed ? { ...message, body: sealed.body } : message }
    },
    /** A packet for an organisation of ours; nothing is delivered. */
    preparePacket(to: RandomId, do_not_ask: object[] = []): Said {
      n += 1
      const { identity, message } = aPacket(peer, {
        referral,
        from: org,
        to,
        n,
        prev: lastOf(prev),
        seen,
        do_not_ask,
      })
      prev = identity
      const { eid } = readJws('cw-event+jws', eventIn(message)).payload as { eid: RandomId }
      return { eid, identity, message }
    },
    async deliver({ message }: Said): Promise<string> {
      return (await receive(await peer.post([message]))).outcome
    },
    /** Looks, says it, and it counts. */
    async say(type: EventType, data: object = {}, body?: object): Promise<Said> {
      await look()
      const said = this.prepare(type, data, body)
      expect(await this.deliver(said)).toBe('applied')
      return said
    },
  }
}

function lastOf(prev: Identity | null): Identity {
  if (!prev) throw new TypeError('a packet is never the first')
  return prev
}

function eventIn(message: Message): string {
  if (message.type !== 'referral.event') throw new TypeError('not an event')
  return message.event
}

const who = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }

/** A referral of ours that the peer has accepted; whom it is about, and the peer's side of it. */
export async function anAccepted(
  parts: Parts,
  worker: Caller,
  receiver: Parameters<typeof anOffered>[1],
) {
  const told = await anOffered(worker, receiver)
  const id = told.id as RandomId
  const there = conversationOf(parts, { referral: id, org: receiver.org })
  await there.say('accepted', { services: ['safe_housing'], not_accepted: ['legal_aid'] }, who)
  return { ...told, id, there }
}

/** An offer of the peer that is here, and the peer's side of it. */
export async function anArrived(parts: Parts, parties: Parameters<typeof anOffer>[1]) {
  const { referral, identity, message } = anOffer(parts.peer, parties)
  await parts.receive(await parts.peer.post([message]))
  const place = { referral, org: parties.from }
  const begun = { n: 1, identity }
  return { referral, begun, there: conversationOf(parts, place, begun) }
}

/** The events of our own that a referral holds, oldest first. */
export async function ownEvents(db: Kysely<Database>, referral: string) {
  const rows = await db
    .selectFrom('referral_event')
    .select(['type', 'jws'])
    .where('referral_id', '=', referral as never)
    .where('node', '=', 'gb' as never)
    .orderBy('n')
    .execute()
  return rows.map(({ type, jws }) => {
    const { data, eid } = readJws('cw-event+jws', jws).payload as { data: object; eid: RandomId }
    return { type, data, eid, identity: identityOf(jws) }
  })
}
