import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer } from '../../test/offers.ts'
import { anOffered } from '../../test/story.ts'

const typeOf = (reply: { json(): { type: string } }) =>
  reply.json().type.replace('urn:causeway:problem:', '')

describe('the receiver', () => {
  const people = { worker: 'Synthetic One', deputy: 'Synthetic Two', duty_phone: '+40700123456' }

  test('opens, which is evidence, and accepts in part', async ({
    as,
    ro,
    parties,
    receive,
    node,
  }) => {
    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const intake = await as('intake_worker')
    expect((await intake.post(`/referrals/${referral}/open`, {})).json().status).toBe(
      'under_review',
    )
    const owed = await node.db
      .selectFrom('owed_receipt')
      .innerJoin('referral_event', 'referral_event.identity', 'owed_receipt.event')
      .select('kind')
      .where('referral_id', '=', referral)
      .execute()
    expect(owed.map(({ kind }) => kind)).toEqual(['applied', 'retrieved'])
    expect(typeOf(await intake.post(`/referrals/${referral}/open`, {}))).toBe('transition-refused')

    const wrong = { ...people, services: ['legal_aid', 'transport'] }
    const refused = await intake.post(`/referrals/${referral}/accept`, wrong)
    expect(refused.json().errors).toEqual([
      { pointer: '/services/1', in: 'body', rule: 'not_asked_for' },
    ])
    const right = { ...people, services: ['legal_aid'] }
    const accepted = await intake.post(`/referrals/${referral}/accept`, right)
    expect(accepted.json()).toEqual({ id: referral, status: 'accepted' })
    const decline = await intake.post(`/referrals/${referral}/decline`, { reason: 'no_capacity' })
    expect(typeOf(decline)).toBe('transition-refused')
  })

  test('declines with a reason; an alternative must be in the directory', async ({
    as,
    ro,
    parties,
    receive,
    context,
    network,
  }) => {
    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const worker = await as('case_worker')
    const url = `/referrals/${referral}/decline`
    const unknown = { node: 'ro', org: context.randomId() }
    const wrong = await worker.post(url, { reason: 'other', alternative: unknown })
    expect(typeOf(wrong)).toBe('organisation-unknown')
    const right = { reason: 'no_capacity', alternative: network.receiver }
    expect((await worker.post(url, right)).json().status).toBe('declined')
    const body = { ...people, services: ['legal_aid'] }
    const late = await worker.post(`/referrals/${referral}/accept`, body)
    expect(typeOf(late)).toBe('transition-refused')
  })

  test('ten acceptances at once are one; against a refusal exactly one holds', async ({
    as,
    ro,
    parties,
    receive,
    node,
  }) => {
    const worker = await as('case_worker')
    const decisions = async (referral: string) => {
      const rows = await node.db
        .selectFrom('referral_event')
        .select('type')
        .where('referral_id', '=', referral as never)
        .where('node', '=', node.nodeId)
        .execute()
      return rows.map(({ type }) => type)
    }
    const body = { ...people, services: ['legal_aid'] }
    const race = async (acts: [string, object][]) => {
      const { referral, message } = anOffer(ro, parties)
      await receive(await ro.post([message]))
      const replies = await Promise.all(
        acts.map(([act, sent]) => worker.post(`/referrals/${referral}/${act}`, sent)),
      )
      const taken = replies.filter((reply) => reply.statusCode === 200)
      const refused = replies.filter((reply) => reply.statusCode !== 200)
      expect(taken).toHaveLength(1)
      for (const reply of refused) expect(typeOf(reply)).toBe('transition-refused')
      expect(await decisions(referral)).toHaveLength(1)
    }
    await race(Array.from({ length: 10 }, () => ['accept', body] as [string, object]))
    for (let round = 0; round < 3; round += 1) {
      await race([
        ['accept', body],
        ['decline', { reason: 'no_capacity' }],
      ])
    }
  })
})

test('what waits for nobody else: a sender cannot answer its own offer', async ({
  as,
  network,
}) => {
  const worker = await as('case_worker')
  const { id } = await anOffered(worker, network.receiver)
  expect(typeOf(await worker.post(`/referrals/${id}/open`, {}))).toBe('transition-refused')
  const decline = await worker.post(`/referrals/${id}/decline`, { reason: 'other' })
  expect(typeOf(decline)).toBe('transition-refused')
  expect((await worker.get(`/referrals/${id}/offer`)).statusCode).toBe(404)
  expect((await worker.get(`/referrals/${id}/packet`)).statusCode).toBe(404)
})
