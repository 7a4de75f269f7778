import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/journey-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { anItem, asTold } from '../../test/record.ts'
import { packetsTo, sentTo } from '../../test/sent.ts'
import { react } from '../referrals/react.ts'

const MARK = 'Wqzvthere'
const exchange = { wake: () => {} }
const again = { form: 'conversation', was_asked: true, is_reusable: true }

/** A referral of ours that has its packet, as our workers and the other side know it. */
const test = base.extend(
  'disclosed',
  { scope: 'file' },
  ({ acceptedThere, as, node, ro, network }) =>
    async () => {
      const { id, person } = await acceptedThere()
      await react(node, exchange, id as never)
      const worker = await as('case_worker')
      const to = { org: network.receiver.org, role: 'case_worker' }
      return {
        id,
        person,
        worker,
        hers: async () => (await worker.get(`/people/${person}/told`)).json(),
        ours: async () => (await worker.get(`/referrals/${id}/told`)).json(),
        asking: (changes: object = {}) => ({
          data: { statutory: false },
          body: { topic: 'gender', to, at: nowInSeconds(), ...again, ...changes },
        }),
        said: async () =>
          (await sentTo(ro, node, id)).filter(({ event }) => event.type === 'asked_again'),
      }
    },
)

/** The ledger knows seconds: what is to be the last time comes in a later one. */
const anotherSecond = () => sleep(1000 - (Date.now() % 1000) + 5)

const count = ({ times_asked, statutory }: { times_asked: number; statutory: number }) => ({
  times_asked,
  statutory,
})

describe('an asking there', () => {
  test('is counted in her ledger and in that of the referral', async ({ disclosed, ro, say }) => {
    const { id, hers, ours, asking } = await disclosed()
    expect(count(await hers())).toEqual({ times_asked: 1, statutory: 0 })
    expect(count(await ours())).toEqual({ times_asked: 1, statutory: 0 })
    await anotherSecond()
    expect((await say(ro, id, 'asked_again', asking())).outcome).toBe('applied')
    for (const ledger of [await hers(), await ours()]) {
      expect(count(ledger)).toEqual({ times_asked: 2, statutory: 0 })
      const gender = ledger.topics.find((it: { topic: string }) => it.topic === 'gender')
      expect(gender).toMatchObject({ times_asked: 2, last: { to: asking().body.to } })
    }
  })

  test('counts once however often it comes, and statutory ones apart', async ({
    disclosed,
    ro,
    receive,
    linkOf,
    network,
    say,
  }) => {
    const { id, hers, ours, asking } = await disclosed()
    const { data, body: words } = asking()
    const { body, hash } = ro.body(words)
    const place = { referral: id as never, org: network.receiver.org, ...(await linkOf(ro, id)) }
    const { jws } = ro.event('asked_again', { ...data, body: hash }, place)
    const message = { type: 'referral.event' as const, event: jws, body }
    for (const _ of [1, 2, 3]) {
      expect((await receive(await ro.post([message]))).outcome).toBe('applied')
    }
    const form = 'statutory_interview'
    await say(ro, id, 'asked_again', { ...asking({ form }), data: { statutory: true } })
    for (const ledger of [await hers(), await ours()]) {
      expect(count(ledger)).toEqual({ times_asked: 2, statutory: 1 })
    }
  })

  test('does not count while it waits for an event before it', async ({
    disclosed,
    ro,
    receive,
    linkOf,
    network,
  }) => {
    const { id, hers, asking } = await disclosed()
    const org = network.receiver.org
    const link = await linkOf(ro, id)
    const pause = ro.event('paused', { by_her: true }, { referral: id as never, org, ...link })
    const { body, hash } = ro.body(asking().body)
    const place = {
      referral: id as never,
      org,
      seen: link.seen,
      n: link.n + 1,
      prev: pause.identity,
    }
    const { jws } = ro.event('asked_again', { statutory: false, body: hash }, place)
    const early = await ro.post([{ type: 'referral.event', event: jws, body }])
    expect((await receive(early)).outcome).toBe('held')
    expect(count(await hers())).toEqual({ times_asked: 1, statutory: 0 })
    await receive(await ro.post([{ type: 'referral.event', event: pause.jws }]))
    expect(count(await hers())).toEqual({ times_asked: 2, statutory: 0 })
  })

  const wrong: [string, object, object?][] = [
    ['by an organisation of another node', { to: { org: 'A'.repeat(22), role: 'case_worker' } }],
    ['that nobody asked', { was_asked: false }],
    ['that is statutory and does not say so', { form: 'statutory_interview' }],
    ['that says it is statutory and is not', {}, { statutory: true }],
    ['with more than a telling', { [MARK]: 1 }],
  ]
  for (const [what, body, data] of wrong) {
    test(`is refused: one ${what}`, async ({ disclosed, ro, say }) => {
      const { id, hers, asking } = await disclosed()
      const said = { ...asking(body), ...(data ? { data } : {}) }
      expect((await say(ro, id, 'asked_again', said)).outcome).toBe('rejected')
      expect(count(await hers())).toEqual({ times_asked: 1, statutory: 0 })
    })
  }
})

describe('an asking here', () => {
  test('of what was disclosed is told to the other side: not why, and once', async ({
    disclosed,
    node,
    network,
  }) => {
    const { id, person, worker, hers, ours, said } = await disclosed()
    const because = `${MARK} reason`
    const wish = { topic: 'full_name', ...again }
    expect((await worker.post(`/referrals/${id}/tellings`, wish)).statusCode).toBe(409)
    const done = await worker.post(`/referrals/${id}/tellings`, { ...wish, because })
    expect(done.statusCode).toBe(201)
    const items = [anItem('safe_phone', '+40700123499')]
    const told = { form: 'written', was_asked: true, because }
    const added = await worker.post(`/people/${person}/items`, { items, told })
    expect(added.statusCode).toBe(201)
    for (const _ of [1, 2]) await react(node, exchange, id as never)

    const to = { org: network.ours, role: 'case_worker' }
    const sent = (await said()).map(({ event, body }) => [event.data, JSON.parse(body?.json ?? '')])
    expect(sent).toMatchObject([
      [{ statutory: false }, { topic: 'full_name', to, form: 'conversation' }],
      [{ statutory: false }, { topic: 'safe_phone', to, form: 'written' }],
    ])
    expect(JSON.stringify(sent)).not.toContain('because')
    for (const ledger of [await hers(), await ours()]) {
      expect(count(ledger)).toEqual({ times_asked: 2, statutory: 0 })
    }
    expect((await hers()).asked_again.map((it: { because: string }) => it.because)).toEqual([
      because,
      because,
    ])
  })

  test('of what was not disclosed, and what she adds, goes to nobody', async ({
    disclosed,
    node,
  }) => {
    const { id, person, worker, hers, ours, said } = await disclosed()
    const because = 'synthetic'
    await worker.post(`/referrals/${id}/tellings`, {
      topic: 'health_conditions',
      ...again,
      because,
    })
    await worker.post(`/people/${person}/tellings`, { topic: 'birth_place', ...again })
    await worker.post(`/people/${person}/items`, asTold([anItem('gender', 'masculine')]))
    await react(node, exchange, id as never)
    expect(await said()).toEqual([])
    expect(count(await hers())).toEqual({ times_asked: 2, statutory: 0 })
    expect(count(await ours())).toEqual({ times_asked: 1, statutory: 0 })
    const topics = (await ours()).topics.map((it: { topic: string }) => it.topic)
    expect(topics).not.toContain('health_conditions')
    expect(topics).not.toContain('birth_place')
  })

  test('waits while she pauses, and is not told after an end', async ({
    disclosed,
    node,
    ro,
    say,
  }) => {
    const { id, worker, said } = await disclosed()
    const path = `/referrals/${id}/tellings`
    await worker.post(`/referrals/${id}/pause`, { by_her: false })
    await worker.post(path, { topic: 'gender', ...again, because: 'synthetic' })
    expect(await said()).toEqual([])
    await worker.post(`/referrals/${id}/resume`, {})
    await react(node, exchange, id as never)
    expect(await said()).toHaveLength(1)
    await say(ro, id, 'acceptance_withdrawn', { data: { reason: 'no_capacity' } })
    await worker.post(path, { topic: 'gender', ...again, because: 'synthetic' })
    await react(node, exchange, id as never)
    expect(await said()).toHaveLength(1)
  })

  test('before a packet is in its numbers, and is not told once more', async ({
    acceptedThere,
    as,
    node,
    ro,
  }) => {
    const { id, person } = await acceptedThere()
    const worker = await as('case_worker')
    const because = 'synthetic'
    await worker.post(`/people/${person}/tellings`, { topic: 'gender', ...again, because })
    for (const _ of [1, 2]) await react(node, exchange, id as never)
    const [sent] = await packetsTo(ro, node, id)
    const gender = sent?.packet.do_not_ask.find(({ topic }) => topic === 'gender')
    expect(gender).toMatchObject({ times_asked: 2, because: 'told' })
    const types = (await sentTo(ro, node, id)).map(({ event }) => event.type)
    expect(types).not.toContain('asked_again')
    expect(count((await worker.get(`/referrals/${id}/told`)).json())).toEqual({
      times_asked: 2,
      statutory: 0,
    })
  })
})
