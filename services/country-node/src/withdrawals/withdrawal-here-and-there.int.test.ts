import { identityOf } from '@causeway/protocol/suite'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { anAccepted, anArrived, conversationOf, ownEvents } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { anAgreement, asTold } from '../../test/record.ts'
import { restrictionsOf } from '../../test/restrictions.ts'
import { answersTo } from '../../test/rows.ts'
import { agreed, anOffered, aReadyRecord, aWish } from '../../test/story.ts'
import { openCustodyRecord } from '../records/open-custody-record.ts'
import { react } from '../referrals/react.ts'
import { findReferral } from '../referrals/referral-queries.ts'
import { tellAtOnce } from './tell-at-once.ts'

const exchange = { wake: () => {} }
const who = { worker: 'Synthetic One', deputy: 'Synthetic Two', duty_phone: '+40700123456' }
const accept = { ...who, services: ['legal_aid'] }
const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })

const test = base
  .extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({ db, peer: ro, receive }))
  /** She came here by one referral, is in our care, and was referred onward by another. */
  .extend(
    'cameAndWent',
    { scope: 'file' },
    ({ as, db, parts, parties, node, network }) =>
      async () => {
        const { receiver } = network
        const worker = await as('case_worker')
        const came = await anArrived(parts, parties)
        await worker.post(`/referrals/${came.referral}/accept`, accept)
        await came.there.look()
        const referral = await findReferral(db, came.referral)
        const staff = await db.selectFrom('staff_member').selectAll().executeTakeFirstOrThrow()
        if (!referral) throw new TypeError('it arrived')
        const person = await db
          .transaction()
          .execute((trx) => openCustodyRecord(trx, node, referral, staff))
        const { items } = aReadyRecord()
        await worker.post(`/people/${person}/items`, asTold(items))
        const given = anAgreement(receiver, { items: [...agreed] })
        const agreement = (await worker.post(`/people/${person}/agreements`, given)).json().id
        const wish = aWish(person, agreement, receiver)
        const onward = (await worker.post('/referrals', wish)).json().id as RandomId
        await worker.post(`/referrals/${onward}/offer`, {})
        return { worker, person, came, onward }
      },
  )

const typesOf = async (db: Parameters<typeof ownEvents>[0], id: string) =>
  (await ownEvents(db, id)).map(({ type }) => type)

describe('said to a worker of the receiver', () => {
  test('it becomes a withdrawal at her own node, which answers and tells all others', async ({
    as,
    parts,
    node,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id: recalled, person, agreement } = await anOffered(worker, receiver)
    await worker.post(`/referrals/${recalled}/recall`, {})
    const wish = aWish(person, agreement, receiver)
    const id = (await worker.post('/referrals', wish)).json().id as RandomId
    await worker.post(`/referrals/${id}/offer`, {})
    const there = conversationOf(parts, { referral: id, org: receiver.org })
    await there.say('withdrawn')
    expect((await worker.get(`/people/${person}`)).json().items).toEqual([])
    await tellAtOnce(node, exchange, [id])
    expect(await typesOf(parts.db, id)).toEqual(['offered', 'restricted'])
    expect(await typesOf(parts.db, recalled)).toEqual(['offered', 'recalled', 'consent_withdrawn'])
    const [listed] = (await worker.get(`/people/${person}/withdrawals`)).json().withdrawals
    expect(listed).toMatchObject({ came_by: id })
    const next = await worker.post('/referrals', wish)
    expect(next.json()).toMatchObject(problem('agreement-not-in-force'))
    await react(node, exchange, id)
    expect(await typesOf(parts.db, id)).toEqual(['offered', 'restricted'])
  })

  test('by our worker it closes what came here at once, and is answered by the other side', async ({
    as,
    parts,
    parties,
    db,
  }) => {
    const duty = await as('duty_worker')
    const { referral, there } = await anArrived(parts, parties)
    const said = await duty.post(`/referrals/${referral}/withdraw`, {})
    expect(said.json()).toEqual({ id: referral, status: 'withdrawn' })
    const [own] = await ownEvents(db, referral)
    expect(await restrictionsOf(db, referral)).toEqual([
      { withdrawal: own?.eid, groups: 'all', undone: false },
    ])
    await there.say('restricted', { withdrawal: own?.eid })
    const view = (await duty.get(`/referrals/${referral}`)).json()
    expect(view).toMatchObject({ restrictions: [{ answered: true }] })
  })
})

test('it holds though its sender later denies it by a second chain', async ({
  as,
  parts,
  parties,
  db,
}) => {
  const worker = await as('case_worker')
  const { referral, there, begun } = await anArrived(parts, parties)
  const { eid } = await there.say('withdrawn')
  const denying = conversationOf(parts, { referral, org: parties.from }, begun)
  await denying.deliver(denying.prepare('paused', { by_her: false }))
  const row = await findReferral(db, referral)
  expect(row?.state).toMatchObject({ frozen: 'fork', restrictions: [] })
  expect(await restrictionsOf(db, referral)).toMatchObject([{ withdrawal: eid, undone: false }])
  const offer = await worker.get(`/referrals/${referral}/offer`)
  expect(offer.json()).toMatchObject(problem('restricted'))
})

test('it restricts at once, even while it waits for what was said before it', async ({
  as,
  parts,
  parties,
}) => {
  const worker = await as('case_worker')
  const { referral, there } = await anArrived(parts, parties)
  const before = there.prepare('paused', { by_her: true })
  expect(await there.deliver(there.prepare('withdrawn'))).toBe('held')
  const offer = await worker.get(`/referrals/${referral}/offer`)
  expect(offer.json()).toMatchObject(problem('restricted'))
  await there.deliver(before)
  const view = (await worker.get(`/referrals/${referral}`)).json()
  expect(view).toMatchObject({ status: 'withdrawn', is_restricted: true })
})

describe('a packet under way', () => {
  test('that crosses a withdrawal said here leaves nothing, and its sender is told', async ({
    as,
    parts,
    parties,
    ro,
    receive,
    db,
  }) => {
    const worker = await as('case_worker')
    const { referral, there } = await anArrived(parts, parties)
    await worker.post(`/referrals/${referral}/accept`, accept)
    await there.look()
    const packet = there.preparePacket(parties.to)
    expect((await worker.post(`/referrals/${referral}/withdraw`, {})).statusCode).toBe(200)
    const mail = await ro.post([packet.message])
    expect(await receive(mail)).toMatchObject({ outcome: 'applied' })
    expect(await answersTo(db, identityOf(mail.envelope))).toMatchObject([
      { kind: 'rejected', code: 'consent' },
    ])
    for (const table of ['received_item', 'received_disclosure'] as const) {
      const rows = await db
        .selectFrom(table)
        .selectAll()
        .where('referral_id', '=', referral)
        .execute()
      expect(rows).toEqual([])
    }
    const read = await worker.get(`/referrals/${referral}/packet`)
    expect(read.json()).toMatchObject(problem('restricted'))
  })

  test('of ours, when she withdrew there, is not sent again', async ({
    as,
    parts,
    node,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id, there } = await anAccepted(parts, worker, receiver)
    const withdrawn = there.prepare('withdrawn')
    await react(node, exchange, id)
    const [, packet] = await ownEvents(parts.db, id)
    expect(packet).toMatchObject({ type: 'disclosed' })
    expect(await there.deliver(withdrawn)).toBe('applied')
    const view = (await worker.get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ status: 'withdrawn', disclosure: 'closed', is_restricted: true })
    if (!packet) throw new TypeError('it went')
    const again = await node.events.messageOf(node, packet.identity)
    expect(again).not.toHaveProperty('body')
  })
})

describe('of a person who was referred onward', () => {
  test('from where she came it goes on to where she went', async ({ cameAndWent, db, node }) => {
    const { worker, person, came, onward } = await cameAndWent()
    await came.there.say('consent_withdrawn')
    expect((await worker.get(`/people/${person}`)).json().items).toEqual([])
    await tellAtOnce(node, exchange, [came.referral])
    expect(await typesOf(db, came.referral)).toEqual(['accepted', 'restricted'])
    expect(await typesOf(db, onward)).toEqual(['offered', 'withdrawn'])
  })

  test('said here it goes both ways, and so does its undoing', async ({ cameAndWent, db }) => {
    const { worker, person, came, onward } = await cameAndWent()
    const path = `/people/${person}/withdrawal`
    const { id } = (await worker.post(path, {})).json()
    expect(await typesOf(db, came.referral)).toEqual(['accepted', 'withdrawn'])
    expect(await typesOf(db, onward)).toEqual(['offered', 'withdrawn'])
    await worker.post(`${path}/${id}/undo`, { with_her: true })
    expect((await typesOf(db, came.referral)).at(-1)).toBe('withdrawal_undone')
    expect((await typesOf(db, onward)).at(-1)).toBe('withdrawal_undone')
    expect((await worker.get(`/people/${person}`)).json().withheld).toEqual([])
  })

  test('said in the referral that brought her it goes on as well', async ({ cameAndWent, db }) => {
    const { worker, came, onward } = await cameAndWent()
    const wish = { groups: ['contact_safe'] }
    await worker.post(`/referrals/${came.referral}/withdraw`, wish)
    const events = await ownEvents(db, onward)
    expect(events.at(-1)).toMatchObject({ type: 'consent_withdrawn', data: wish })
  })
})
