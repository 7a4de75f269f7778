import { type IssuedRecord, passCustody } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import type { Grant, ItemCode } from '@causeway/schemas/record'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import { test as base } from './journey-test.ts'
import { anOffer, aPacket } from './offers.ts'
import { nowInSeconds } from './peer.ts'
import { answersTo } from './rows.ts'

type Packet = Parameters<typeof aPacket>[1]

/** What of a packet is said otherwise. */
export type Sending = Partial<
  Pick<Packet, 'items' | 'records' | 'binding' | 'codes' | 'presentations' | 'tier' | 'grants'>
>

/** An offer of the other side that we have accepted, under an agreement about these items. */
export const test = base.extend(
  'accepted',
  { scope: 'file' },
  ({ as, ro, parties, receive, node, network }) =>
    async (agreed: ItemCode[], changes: Partial<Grant> = {}) => {
      const { referral: id, identity, message } = anOffer(ro, parties)
      await receive(await ro.post([message]))
      const worker = await as('case_worker')
      const people = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
      const reply = await worker.post(`/referrals/${id}/accept`, {
        ...people,
        services: ['safe_housing'],
      })
      if (reply.statusCode !== 200) throw new Error(`not accepted: ${reply.body}`)
      const us = { node: node.nodeId, org: network.ours }
      const grants = ro.grants({ items: agreed, to: us, ...changes })
      const seen = await node.db
        .selectFrom('referral_event')
        .select(['n', 'identity as hash'])
        .where('referral_id', '=', id)
        .where('node', '=', node.nodeId)
        .orderBy('n', 'desc')
        .executeTakeFirstOrThrow()
      const last: { n: number; prev: Identity } = { n: 1, prev: identity }
      /** The next packet in its envelope, on its way. */
      const mail = async (sending: Sending) => {
        const place = { ...parties, referral: id, n: last.n + 1, prev: last.prev, seen }
        const packet = aPacket(ro, { grants, ...place, ...sending })
        Object.assign(last, { n: last.n + 1, prev: packet.identity })
        return ro.post([packet.message])
      }
      return {
        id: id as RandomId,
        worker,
        /** Sends a packet; comes back with what our node says of it. */
        async send(sending: Sending) {
          const posted = await mail(sending)
          await receive(posted)
          return answersTo(node.db, identityOf(posted.envelope))
        },
        mail,
        /** The record signed over to our node, in its envelope, on its way. */
        async custodyMail({ jwt }: IssuedRecord) {
          const record = passCustody(jwt, node.nodeId, nowInSeconds(), ro.signer)
          const { body, hash } = ro.body({ record })
          const data = { superseded: identityOf(jwt), by: identityOf(record), body: hash }
          const place = { referral: id, org: parties.from, n: last.n + 1, prev: last.prev, seen }
          const { jws, identity: passed } = ro.event('custody_passed', data, place)
          Object.assign(last, { n: last.n + 1, prev: passed })
          return ro.post([{ type: 'referral.event', event: jws, body }])
        },
        /** What the worker reads of all that came, or the status of the refusal. */
        async items() {
          const read = await worker.get(`/referrals/${id}/packet`)
          return read.statusCode === 200 ? read.json().packet.items : read.statusCode
        },
      }
    },
)
