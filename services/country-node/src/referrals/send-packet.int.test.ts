import { identityOf } from '@causeway/protocol/suite'
import type { Identity } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { test } from '../../test/journey-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { answersTo, changedRows } from '../../test/rows.ts'
import { packetsTo } from '../../test/sent.ts'
import { agreed, anOffered, aWish } from '../../test/story.ts'
import { listUnsettled, react } from './react.ts'

const exchange = { wake: () => {} }

test('a packet follows the acceptance once, and holds what she agreed to and no more', async ({
  acceptedThere,
  node,
  ro,
  as,
}) => {
  const { id, person } = await acceptedThere()
  expect(await listUnsettled(node)).toContain(id)
  const rows = await changedRows(node.db, () =>
    Promise.all([1, 2, 3].map(() => react(node, exchange, id as never))),
  )
  const once = { audit: 1, disclosure: 1, outbox: 1, referral_event: 1 }
  expect(rows).toMatchObject({ ...once, issued_record: 1 })
  expect(await listUnsettled(node)).not.toContain(id)

  const [sent, ...others] = await packetsTo(ro, node, id)
  expect(others).toEqual([])
  expect(sent?.codes.toSorted()).toEqual([...agreed].toSorted())
  expect(sent?.shown).toHaveLength(1)
  expect(sent?.shown[0]?.record).toMatchObject({ iss: 'gb', rev: 1, cnf: { kid: 'node:gb' } })
  expect(sent?.shown[0]?.binding).toMatchObject({
    purpose: 'return',
    basis: ['6.1.e', '9.2.h'],
    grants: sent?.grants?.map(identityOf),
    policy: 'care@1',
  })
  expect(sent?.packet.do_not_ask.map(({ topic }) => topic).toSorted()).toEqual(
    [...agreed].toSorted(),
  )
  const view = (await (await as('case_worker')).get(`/referrals/${id}`)).json()
  expect(view).toMatchObject({ status: 'accepted', packet: 'sent' })
  const line = await node.db
    .selectFrom('disclosure')
    .select(['tier', 'record_rev', 'grants'])
    .where('person_id', '=', person as never)
    .where('tier', '=', 't2')
    .executeTakeFirstOrThrow()
  expect(line).toEqual({ tier: 't2', record_rev: 1, grants: sent?.shown[0]?.binding.grants })
})

test('a second referral to the same node shows the same record, unchanged', async ({
  acceptedThere,
  node,
  ro,
  as,
  say,
  network: { receiver },
}) => {
  const first = await acceptedThere()
  await react(node, exchange, first.id as never)
  await say(ro, first.id, 'acceptance_withdrawn', { data: { reason: 'no_capacity' } })
  const worker = await as('case_worker')
  const wish = aWish(first.person, first.agreement, receiver, { items: ['full_name', 'gender'] })
  const { id } = (await worker.post('/referrals', wish)).json()
  expect((await worker.post(`/referrals/${id}/offer`, {})).statusCode).toBe(200)
  const people = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
  const data = { services: ['safe_housing'], not_accepted: ['legal_aid'] }
  await say(ro, id, 'accepted', { data, body: people })
  await react(node, exchange, id)

  const [before] = await packetsTo(ro, node, first.id)
  const [after] = await packetsTo(ro, node, id)
  expect(after?.codes.toSorted()).toEqual(['full_name', 'gender'])
  expect(after?.shown[0]?.jwt).toBe(before?.shown[0]?.jwt)
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
  const rows = await changedRows(node.db, () => react(node, exchange, id as never))
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
