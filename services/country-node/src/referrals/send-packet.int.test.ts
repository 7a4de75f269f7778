import { openContent } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import type { Envelope, Identity } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { test as base } from '../../test/exchange-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { answersTo, changedRows } from '../../test/rows.ts'
import { agreed, anOffered } from '../../test/story.ts'
import { listPacketsDue, sendPacket } from './send-packet.ts'

const DAY = 86_400
const exchange = { wake: () => {} }

const test = base.extend(
  'acceptedThere',
  { scope: 'file' },
  ({ as, network: { receiver }, node, ro, receive }) =>
    async (clock?: { offset: number }, days = 0) => {
      const told = await anOffered(await as('case_worker'), receiver)
      const seen = await node.db
        .selectFrom('referral_event')
        .select(['n', 'identity as hash'])
        .where('referral_id', '=', told.id as never)
        .executeTakeFirstOrThrow()
      if (clock) clock.offset = days * DAY * 1000
      const who = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
      const { body, hash } = ro.body(who)
      const data = { services: ['safe_housing'], not_accepted: ['legal_aid'], body: hash }
      const { jws } = ro.event('accepted', data, {
        referral: told.id as never,
        org: receiver.org,
        seen,
      })
      const iat = nowInSeconds() + days * DAY
      const mail = await ro.post([{ type: 'referral.event', event: jws, body }], { iat })
      expect(await receive(mail)).toMatchObject({ outcome: 'applied' })
      return told
    },
)

test('a packet follows the acceptance once, and holds what she agreed to and no more', async ({
  acceptedThere,
  node,
  ro,
  as,
}) => {
  const { id } = await acceptedThere()
  expect(await listPacketsDue(node)).toContain(id)
  const rows = await changedRows(node.db, async () => {
    const sent = await Promise.all([1, 2, 3].map(() => sendPacket(node, exchange, id as never)))
    expect(sent.filter(Boolean)).toHaveLength(1)
  })
  expect(rows).toEqual({ audit: 1, disclosure: 1, outbox: 1, referral_event: 1 })
  expect(await listPacketsDue(node)).not.toContain(id)

  const row = await node.db
    .selectFrom('outbox')
    .selectAll()
    .where('referral_id', '=', id as never)
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow()
  const header = { ...row, from: 'gb', to: row.to_node }
  const envelope = { envelope: '', ct: row.ct ?? '' } satisfies Envelope
  const verified = { header, identity: '' as Identity } as never
  const { messages } = await openContent(envelope, verified, () => ro.opening)
  const [message] = messages
  if (message?.type !== 'referral.event') throw new TypeError('a packet is an event')
  const packet = JSON.parse(message.body?.json ?? '{}')
  const codes = packet.items.map(({ code }: { code: string }) => code)
  expect(codes.toSorted()).toEqual([...agreed].toSorted())
  expect(message.grants).toHaveLength(1)
  const view = (await (await as('case_worker')).get(`/referrals/${id}`)).json()
  expect(view).toMatchObject({ status: 'accepted', packet: 'sent' })
})

test('an agreement that ended before the acceptance lets nothing go: withheld', async ({
  acceptedThere,
  node,
  as,
}) => {
  const { id, agreement } = await acceptedThere()
  await node.db
    .updateTable('agreement')
    .set({ expires_at: nowInSeconds() })
    .where('id', '=', agreement as never)
    .execute()
  expect(await listPacketsDue(node)).not.toContain(id)
  const rows = await changedRows(node.db, async () => {
    expect(await sendPacket(node, exchange, id as never)).toBe(false)
  })
  expect(rows).toEqual({})
  const view = (await (await as('case_worker')).get(`/referrals/${id}`)).json()
  expect(view).toMatchObject({ status: 'accepted', packet: 'withheld' })
})

test('an acceptance by another node than the one asked changes nothing', async ({
  as,
  network: { receiver },
  node,
  nl,
  receive,
}) => {
  const { id } = await anOffered(await as('case_worker'), receiver)
  const who = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
  const { body, hash } = nl.body(who)
  const data = { services: ['safe_housing'], not_accepted: [], body: hash }
  const seen = { n: 1, hash: hash as Identity }
  const { jws } = nl.event('accepted', data, { referral: id as never, org: receiver.org, seen })
  const mail = await nl.post([{ type: 'referral.event', event: jws, body }])
  const rows = await changedRows(node.db, () => receive(mail))
  expect(rows).toEqual({ inbox: 1, owed_receipt: 1 })
  expect(await answersTo(node.db, identityOf(mail.envelope))).toMatchObject([{ code: 'state' }])
})
