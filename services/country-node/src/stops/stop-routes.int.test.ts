import { describe, expect } from 'vitest'
import { anAccepted, anArrived, ownEvents } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { anOffered, aWish } from '../../test/story.ts'
import { react } from '../referrals/react.ts'

const exchange = { wake: () => {} }
const who = { worker: 'Synthetic One', deputy: 'Synthetic Two', duty_phone: '+40700123456' }
const accept = { ...who, services: ['legal_aid'] }

const test = base.extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({
  db,
  peer: ro,
  receive,
}))

describe('a pause', () => {
  test('keeps where the referral stands, and holds the packet back until it ends', async ({
    as,
    parts,
    node,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id, there } = await anAccepted(parts, worker, receiver)
    await there.say('paused', { by_her: true })
    await react(node, exchange, id)
    const view = (await worker.get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ status: 'accepted', is_paused: true, is_pause_hers: true })
    expect((await ownEvents(node.db, id)).map(({ type }) => type)).toEqual(['offered'])

    const refused = await worker.post(`/referrals/${id}/resume`, {})
    expect(refused.json()).toMatchObject({ type: 'urn:causeway:problem:pause-is-hers' })
    const resumed = await worker.post(`/referrals/${id}/resume`, { on_her_word: true })
    expect(resumed.statusCode).toBe(200)
    await react(node, exchange, id)
    const types = (await ownEvents(node.db, id)).map(({ type }) => type)
    expect(types).toEqual(['offered', 'resumed', 'disclosed'])
  })

  test('of each side, made at the same moment, ends by one call and by two events', async ({
    as,
    parts,
    network: { receiver },
  }) => {
    const duty = await as('duty_worker')
    const { id, there } = await anAccepted(parts, await as('case_worker'), receiver)
    const theirs = there.prepare('paused', { by_her: false })
    expect((await duty.post(`/referrals/${id}/pause`, { by_her: true })).statusCode).toBe(200)
    await there.deliver(theirs)
    const key = 'one-resumption'
    const first = await duty.post(`/referrals/${id}/resume`, { on_her_word: true }, key)
    expect(first.json()).toEqual({ id, status: 'accepted' })
    expect((await duty.get(`/referrals/${id}`)).json()).toMatchObject({ is_paused: false })
    const again = await duty.post(`/referrals/${id}/resume`, { on_her_word: true }, key)
    expect(again.headers['idempotent-replayed']).toBe('true')
    const types = (await ownEvents(parts.db, id)).map(({ type }) => type)
    expect(types).toEqual(['offered', 'paused', 'resumed', 'resumed'])
  })

  test('is not said twice, nor of what is not running', async ({ as, network: { receiver } }) => {
    const worker = await as('case_worker')
    const { id } = await anOffered(worker, receiver)
    expect((await worker.post(`/referrals/${id}/resume`, {})).statusCode).toBe(409)
    const said = []
    for (const by_her of [false, false, true]) {
      said.push((await worker.post(`/referrals/${id}/pause`, { by_her })).statusCode)
    }
    expect(said).toEqual([200, 409, 200])
    expect((await worker.post(`/referrals/${id}/recall`, {})).statusCode).toBe(200)
    const late = await worker.post(`/referrals/${id}/pause`, { by_her: true })
    expect(late.json()).toMatchObject({ type: 'urn:causeway:problem:transition-refused' })
  })
})

describe('a recall', () => {
  test('of an offer is immediate, and leaves her free for another one', async ({
    as,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id, person, agreement } = await anOffered(worker, receiver)
    const wish = aWish(person, agreement, receiver)
    const next = (await worker.post('/referrals', wish)).json().id
    expect((await worker.post(`/referrals/${next}/offer`, {})).statusCode).toBe(409)
    const recalled = await worker.post(`/referrals/${id}/recall`, {})
    expect(recalled.json()).toEqual({ id, status: 'recalled' })
    expect((await worker.post(`/referrals/${id}/recall`, {})).statusCode).toBe(409)
    expect((await worker.post(`/referrals/${next}/offer`, {})).statusCode).toBe(200)
  })

  test('of an acceptance waits for who gave it', async ({ as, parts, network: { receiver } }) => {
    const worker = await as('case_worker')
    const { id, there } = await anAccepted(parts, worker, receiver)
    const asked = await worker.post(`/referrals/${id}/recall`, {})
    expect(asked.json()).toEqual({ id, status: 'accepted' })
    expect((await worker.post(`/referrals/${id}/recall`, {})).statusCode).toBe(409)
    const view = (await worker.get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ is_recall_requested: true, disclosure: 'open' })
    await there.say('recall_confirmed')
    const after = (await worker.get(`/referrals/${id}`)).json()
    expect(after).toMatchObject({
      status: 'recalled',
      is_recall_requested: false,
      disclosure: 'closed',
    })
  })

  test('that was asked for here is confirmed by our worker, and not before', async ({
    as,
    parts,
    parties,
  }) => {
    const worker = await as('case_worker')
    const { referral, there } = await anArrived(parts, parties)
    await worker.post(`/referrals/${referral}/accept`, accept)
    const early = await worker.post(`/referrals/${referral}/recall/confirm`, {})
    expect(early.statusCode).toBe(409)
    expect((await worker.post(`/referrals/${referral}/recall`, {})).statusCode).toBe(409)
    await there.say('recall_requested')
    const confirmed = await worker.post(`/referrals/${referral}/recall/confirm`, {})
    expect(confirmed.json()).toEqual({ id: referral, status: 'recalled' })
  })

  test('beats an acceptance that was given without knowing of it', async ({
    as,
    parts,
    parties,
  }) => {
    const worker = await as('case_worker')
    const { referral, there } = await anArrived(parts, parties)
    const recalled = there.prepare('recalled')
    await worker.post(`/referrals/${referral}/accept`, accept)
    expect(await there.deliver(recalled)).toBe('applied')
    const view = (await worker.get(`/referrals/${referral}`)).json()
    expect(view).toMatchObject({ status: 'recalled', disclosure: 'closed' })
  })
})
