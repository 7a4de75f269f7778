import { identityOf } from '@causeway/protocol/suite'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/exchange-test.ts'
import { anOffer, aPacket, aPacketItem, MARK } from '../../test/offers.ts'
import { aDigest, nowInSeconds } from '../../test/peer.ts'
import { answersTo, changedRows } from '../../test/rows.ts'
import { findReferral } from './referral-queries.ts'

const people = { worker: 'Synthetic One', deputy: 'Synthetic Two', duty_phone: '+40700123456' }

const test = base
  .extend(
    'ownEvent',
    { scope: 'file' },
    ({ node }) =>
      async (referral: RandomId, type: string) =>
        node.db
          .selectFrom('referral_event')
          .select(['n', 'identity as hash'])
          .where('referral_id', '=', referral)
          .where('node', '=', node.nodeId)
          .where('type', '=', type as never)
          .executeTakeFirstOrThrow(),
  )
  .extend('accepted', { scope: 'file' }, ({ as, ro, parties, receive, ownEvent }) => async () => {
    const offer = anOffer(ro, parties)
    await receive(await ro.post([offer.message]))
    const worker = await as('case_worker')
    const body = { ...people, services: ['safe_housing'] }
    const reply = await worker.post(`/referrals/${offer.referral}/accept`, body)
    expect(reply.statusCode).toBe(200)
    const seen = await ownEvent(offer.referral, 'accepted')
    return { ...parties, referral: offer.referral, prev: offer.identity, seen }
  })

describe('a packet', () => {
  test('after our acceptance is kept, and read item by item', async ({
    accepted,
    ro,
    receive,
    as,
    node,
  }) => {
    const place = await accepted()
    const mail = await ro.post([aPacket(ro, place).message])
    expect(await receive(mail)).toMatchObject({ outcome: 'applied', referrals: [place.referral] })
    const worker = await as('case_worker')
    const reply = await worker.get(`/referrals/${place.referral}/packet`)
    expect(reply.json().packet.items).toMatchObject([
      { code: 'full_name', v: `Synthetic ${MARK}`, origin: 'ro' },
    ])
    const view = (await worker.get(`/referrals/${place.referral}`)).json()
    expect(view).toMatchObject({ status: 'accepted', packet: 'received' })
    const { rows } = await scanFor(node, MARK)
    expect(rows).toEqual([])
  })

  test('before our acceptance is refused as a whole', async ({ ro, parties, receive, node }) => {
    const offer = anOffer(ro, parties)
    await receive(await ro.post([offer.message]))
    const place = { ...parties, referral: offer.referral, prev: offer.identity, seen: null }
    const mail = await ro.post([aPacket(ro, place).message])
    const rows = await changedRows(node.db, () => receive(mail))
    expect(rows).toEqual({ inbox: 1, owed_receipt: 1 })
    expect(await answersTo(node.db, identityOf(mail.envelope))).toMatchObject([{ code: 'state' }])
  })

  const unagreed = [
    ['without an agreement', []],
    ['under one for someone else', ['other']],
    ['under one that has ended', ['ended']],
  ] as const
  for (const [what, kinds] of unagreed) {
    test(`${what}: nothing of it is kept, and the chain goes on`, async ({
      accepted,
      ro,
      receive,
      as,
      node,
      network,
    }) => {
      const place = await accepted()
      const us = { node: 'gb' as never, org: network.ours }
      const items = ['full_name' as const]
      const made = {
        other: ro.grant({ items, to: network.receiver }),
        ended: ro.grant({ items, to: us, nbf: nowInSeconds() - 1, exp: nowInSeconds() }),
      }
      const grants = kinds.map((kind) => made[kind])
      const packet = aPacket(ro, { ...place, grants })
      const mail = await ro.post([packet.message])
      const rows = await changedRows(node.db, () => receive(mail))
      expect(rows).toEqual({ audit: 1, inbox: 1, owed_receipt: 1, referral_event: 1 })
      const answers = await answersTo(node.db, identityOf(mail.envelope))
      expect(answers).toMatchObject([{ kind: 'rejected', code: 'consent' }])
      const worker = await as('case_worker')
      const view = (await worker.get(`/referrals/${place.referral}`)).json()
      expect(view).toMatchObject({ status: 'accepted', packet: 'withheld' })

      const org = place.from
      const after = { ...place, n: 3, prev: packet.identity, org }
      const next = ro.event('paused', { by_her: true }, after)
      const message = { type: 'referral.event' as const, event: next.jws }
      expect(await receive(await ro.post([message]))).toMatchObject({ outcome: 'applied' })
      expect((await findReferral(node.db, place.referral))?.state).toMatchObject({ isPaused: true })
    })
  }

  test('with more than agreement or policy allow: the rest is kept, the surplus reported', async ({
    accepted,
    ro,
    receive,
    node,
    network,
    lines,
  }) => {
    const place = await accepted()
    const items = [
      aPacketItem('full_name', `Synthetic ${MARK}`),
      aPacketItem('health_conditions', MARK),
      aPacketItem('full_account', MARK),
    ]
    const grants = ro.grants({
      items: ['full_name', 'full_account'],
      to: { node: 'gb' as never, org: network.ours },
    })
    const mail = await ro.post([aPacket(ro, { ...place, items, grants }).message])
    expect(await receive(mail)).toMatchObject({ outcome: 'applied' })
    expect(await answersTo(node.db, identityOf(mail.envelope))).toMatchObject([
      { kind: 'applied', code: 'surplus' },
    ])
    const kept = await node.db
      .selectFrom('received_item')
      .select('code')
      .where('referral_id', '=', place.referral)
      .execute()
    expect(kept).toEqual([{ code: 'full_name' }])
    expect(lines.join('')).not.toContain(MARK)

    const again = await ro.post([aPacket(ro, { ...place, items, grants }).message])
    await receive(again)
    expect((await findReferral(node.db, place.referral))?.state.frozen).toBe('fork')
  })

  test('that came before an event it follows cannot be read until that event is here', async ({
    accepted,
    ro,
    receive,
    as,
    node,
  }) => {
    const place = await accepted()
    const org = place.from
    const paused = ro.event('paused', { by_her: true }, { n: 2, ...place, org })
    const packet = aPacket(ro, { ...place, n: 3, prev: paused.identity })
    const early = await ro.post([packet.message])
    expect(await receive(early)).toMatchObject({ outcome: 'held' })
    const worker = await as('case_worker')
    const path = `/referrals/${place.referral}/packet`
    expect((await worker.get(path)).statusCode).toBe(404)

    await receive(await ro.post([{ type: 'referral.event', event: paused.jws }]))
    expect((await worker.get(path)).statusCode).toBe(200)
    const kinds = await answersTo(node.db, identityOf(early.envelope))
    expect(kinds.map(({ kind }) => kind)).toEqual(['delivered', 'applied'])
  })
})

const scanFor = async ({ db }: { db: Parameters<typeof changedRows>[0] }, mark: string) => ({
  rows: await db
    .selectFrom('received_item')
    .select('code')
    .where((eb) => eb(eb.fn('encode', ['sealed', eb.val('escape')]), 'like', `%${mark}%`))
    .execute(),
})

test('an offer with more than she agreed to is shown without it', async ({
  ro,
  parties,
  receive,
  as,
  network,
  node,
}) => {
  const grants = [ro.grant({ items: ['gender'], to: { node: 'gb' as never, org: network.ours } })]
  const offer = anOffer(ro, parties, { grants })
  const mail = await ro.post([offer.message])
  await receive(mail)
  const reply = await (await as('intake_worker')).get(`/referrals/${offer.referral}/offer`)
  expect(reply.json().offer.person).toEqual({ gender: 'feminine' })
  expect(await answersTo(node.db, identityOf(mail.envelope))).toMatchObject([{ code: 'surplus' }])
})

describe('a referral belongs to its two nodes', () => {
  test('an event of a third one is refused', async ({ ro, nl, parties, receive, node }) => {
    const offer = anOffer(ro, parties)
    await receive(await ro.post([offer.message]))
    const place = { referral: offer.referral, org: parties.from, n: 2, prev: aDigest() }
    const mail = await nl.post([
      { type: 'referral.event', event: nl.event('recalled', {}, place).jws },
    ])
    const rows = await changedRows(node.db, () => receive(mail))
    expect(rows).toEqual({ inbox: 1, owed_receipt: 1 })
    expect(await answersTo(node.db, identityOf(mail.envelope))).toMatchObject([{ code: 'state' }])
  })

  test('another offer under its id freezes it: nobody moves until people have looked', async ({
    ro,
    parties,
    receive,
    node,
    as,
    lines,
  }) => {
    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const other = anOffer(ro, parties, { referral })
    expect(await receive(await ro.post([other.message]))).toMatchObject({ outcome: 'held' })
    expect((await findReferral(node.db, referral))?.state).toMatchObject({ frozen: 'fork' })
    expect(lines.join('')).toContain('"alarm":"referral_frozen"')
    const reply = await (await as('case_worker')).post(`/referrals/${referral}/open`, {})
    expect(reply.json().type).toBe('urn:causeway:problem:transition-refused')
  })

  test('an event that does not follow what it says freezes it', async ({
    ro,
    parties,
    receive,
    node,
  }) => {
    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const place = { referral, org: parties.from, n: 2, prev: aDigest() }
    const { jws } = ro.event('recalled', {}, place)
    await receive(await ro.post([{ type: 'referral.event', event: jws }]))
    expect((await findReferral(node.db, referral))?.state).toMatchObject({
      frozen: 'broken_chain',
      status: 'offered',
    })
  })
})
