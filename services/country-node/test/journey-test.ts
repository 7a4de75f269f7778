import { meetingWordsOf } from '@causeway/protocol/meeting'
import type { EventType } from '@causeway/schemas/record'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import { test as base } from './exchange-test.ts'
import { anOffer, aPacket } from './offers.ts'
import type { Peer } from './peer.ts'
import { aHalf, aHandOver, aPlanText, aSignature } from './plans.ts'
import { anOffered } from './story.ts'

/** Who will receive her, in the words of whoever accepts. */
export const people = {
  worker: 'Synthetic One',
  deputy: 'Synthetic Two',
  duty_phone: '+40700123456',
}

/** What is said next by the other side. */
interface Saying {
  data?: object
  body?: object
  /** What it follows and what is known when saying it; all that was written so far by default. */
  link?: object
}

/** A node whose other side answers in turn: each event after all that was written so far. */
export const test = base
  .extend('linkOf', { scope: 'file' }, ({ node }) => async (peer: Peer, id: string) => {
    const rows = await node.db
      .selectFrom('referral_event')
      .select(['node', 'n', 'identity'])
      .where('referral_id', '=', id as RandomId)
      .orderBy('n')
      .execute()
    const theirs = rows.findLast((row) => row.node === peer.id)
    const ours = rows.findLast((row) => row.node === node.nodeId)
    return {
      n: (theirs?.n ?? 0) + 1,
      prev: theirs?.identity as Identity,
      seen: ours ? { n: ours.n, hash: ours.identity } : null,
    }
  })
  .extend('say', { scope: 'file' }, ({ node, receive, linkOf }) => {
    return async (
      peer: Peer,
      id: string,
      type: EventType,
      { data = {}, body: content, link }: Saying = {},
    ) => {
      const referral = id as RandomId
      const body = content && peer.body(content)
      const { org } = await node.db
        .selectFrom('referral')
        .select('peer_org as org')
        .where('id', '=', referral)
        .executeTakeFirstOrThrow()
      const whole = body ? { ...data, body: body.hash } : data
      const place = { referral, org, ...(link ?? (await linkOf(peer, referral))) }
      const { jws } = peer.event(type, whole, place)
      const message = { type: 'referral.event' as const, event: jws }
      return receive(await peer.post([body ? { ...message, body: body.body } : message]))
    }
  })
  /** A referral of ours that the other side has accepted. */
  .extend('acceptedThere', { scope: 'file' }, ({ as, network, ro, say }) => async () => {
    const told = await anOffered(await as('case_worker'), network.receiver)
    const data = { services: ['safe_housing'], not_accepted: ['legal_aid'] }
    await say(ro, told.id, 'accepted', { data, body: people })
    return told
  })
  /** What the receiver signs, and what the sender adds when it confirms. */
  .extend('aProposal', { scope: 'file' }, () => ({
    signature: (text = aPlanText()) => aSignature(text, aHalf()),
    confirmation: () => ({ ...aHalf({}, '+441700123456'), warm_handover: 'done' }),
  }))
  /** A plan for it that both have signed; the other side proposed it. */
  .extend(
    'plannedThere',
    { scope: 'file' },
    ({ as, acceptedThere, aProposal, ro, say }) =>
      async () => {
        const told = await acceptedThere()
        const text = aPlanText()
        await say(ro, told.id, 'plan_signed', aProposal.signature(text))
        const worker = await as('case_worker')
        const half = aProposal.confirmation()
        const reply = await worker.post(`/referrals/${told.id}/plan/confirm`, half)
        if (reply.statusCode !== 200) throw new Error(`not confirmed: ${reply.body}`)
        return { ...told, text }
      },
  )
  /** A referral of theirs that we have accepted, with or without the packet. */
  .extend(
    'acceptedHere',
    { scope: 'file' },
    ({ as, ro, parties, receive, linkOf }) =>
      async ({ packet = true } = {}) => {
        const { referral: id, message } = anOffer(ro, parties)
        await receive(await ro.post([message]))
        const worker = await as('case_worker')
        const reply = await worker.post(`/referrals/${id}/accept`, {
          ...people,
          services: ['safe_housing', 'legal_aid'],
        })
        if (reply.statusCode !== 200) throw new Error(`not accepted: ${reply.body}`)
        if (!packet) return { id }
        const link = await linkOf(ro, id)
        const made = aPacket(ro, { referral: id, ...parties, ...link })
        const received = await receive(await ro.post([made.message]))
        if (received.outcome !== 'applied') throw new Error(`no packet: ${received.outcome}`)
        return { id }
      },
  )
  /** A plan for it that both have signed; the other side proposed it. */
  .extend('plannedHere', { scope: 'file' }, ({ as, acceptedHere, ro, say }) => async () => {
    const { id } = await acceptedHere()
    const text = aPlanText()
    const handOver = aHandOver()
    const half = aHalf({ hand_over: handOver }, '+40700999999')
    await say(ro, id, 'plan_signed', aSignature(text, half))
    const reply = await (await as('case_worker')).post(`/referrals/${id}/plan/confirm`, aHalf())
    if (reply.statusCode !== 200) throw new Error(`not confirmed: ${reply.body}`)
    return { id, text, handOver, ...meetingWordsOf(handOver.secret, id) }
  })
