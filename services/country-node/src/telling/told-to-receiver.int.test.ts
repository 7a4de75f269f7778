import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/journey-test.ts'
import { aPacket } from '../../test/offers.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { anItem, asTold } from '../../test/record.ts'
import { sentTo } from '../../test/sent.ts'
import { react } from '../referrals/react.ts'

const MARK = 'Wqzvhere'
const exchange = { wake: () => {} }
const again = { form: 'conversation', was_asked: true, is_reusable: true }
const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })

/** What she was asked there, and does not want to speak of. */
const doNotAsk = (from: string) => [
  {
    topic: 'full_name',
    because: 'told',
    times_asked: 1,
    last: { to: { org: from, role: 'supervisor' }, at: 1_800_000_000, form: 'written' },
  },
  { topic: 'full_account', because: 'declined_to_say', times_asked: 2 },
]

/** A referral of theirs that brought a packet here. */
const test = base.extend(
  'arrived',
  { scope: 'file' },
  ({ acceptedHere, as, node, ro, receive, linkOf, parties }) =>
    async () => {
      const { id } = await acceptedHere({ packet: false })
      const worker = await as('case_worker')
      const disclose = async (do_not_ask: object[], changes: object = {}) => {
        const place = { referral: id, ...parties, ...(await linkOf(ro, id)) }
        const made = aPacket(ro, { ...place, do_not_ask, ...changes })
        expect((await receive(await ro.post([made.message]))).outcome).toBe('applied')
      }
      await disclose(doNotAsk(parties.from))
      return {
        id,
        worker,
        disclose,
        told: async () => (await worker.get(`/referrals/${id}/told`)).json(),
        tell: (telling: object) =>
          worker.post(`/referrals/${id}/tellings`, { ...again, ...telling }),
        said: async () =>
          (await sentTo(ro, node, id)).filter(({ event }) => event.type === 'asked_again'),
        /** She is in care here; returns her id. */
        async takeIn(): Promise<string> {
          const met = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }
          await worker.post(`/referrals/${id}/arrive`, met)
          const care = { phoned_in: false, feedback: 'none', spoken_with_her: true }
          const reply = await worker.post(`/referrals/${id}/in-care`, care)
          expect(reply.statusCode).toBe(200)
          return (await worker.get(`/referrals/${id}`)).json().person
        },
      }
    },
)

type Ledger = { topics: { topic: string; times_asked: number }[] }
const timesOf = ({ topics }: Ledger, topic: string) =>
  topics.find((one) => one.topic === topic)?.times_asked

describe('at the receiver', () => {
  test('an offer says what was told, the packet says how often, and what she declined', async ({
    acceptedHere,
    as,
    arrived,
    parties,
  }) => {
    const offered = await acceptedHere({ packet: false })
    const early = (await (await as('case_worker')).get(`/referrals/${offered.id}/told`)).json()
    expect(early).toMatchObject({ times_asked: 1, statutory: 0 })
    expect(early.topics.map((it: { topic: string }) => it.topic)).toEqual(['age_band', 'gender'])

    const { told } = await arrived()
    const ledger = await told()
    expect(ledger).toMatchObject({ times_asked: 2, statutory: 0, asked_again: [] })
    for (const topic of doNotAsk(parties.from)) {
      expect(ledger.topics).toContainEqual({ ...topic, statutory: 0 })
    }
  })

  test('asking again needs a reason, counts at both, and the reason stays here', async ({
    arrived,
    node,
    network,
  }) => {
    const { id, worker, told, tell, said } = await arrived()
    for (const [topic, times_asked] of [
      ['full_name', 1],
      ['full_account', 2],
      ['gender', 1],
    ] as const) {
      expect((await tell({ topic })).json()).toMatchObject({
        ...problem('already-told'),
        errors: [{ pointer: '/because', in: 'body', times_asked }],
      })
    }
    expect(await said()).toEqual([])
    const because = `${MARK} reason`
    const key = 'one-key'
    const wish = { ...again, topic: 'full_name', because }
    for (const _ of [1, 2]) {
      expect((await worker.post(`/referrals/${id}/tellings`, wish, key)).statusCode).toBe(201)
    }
    await tell({ topic: 'full_name', form: 'volunteered', was_asked: false })
    await tell({ topic: 'medication' })
    await react(node, exchange, id)
    const ledger = await told()
    expect([timesOf(ledger, 'full_name'), timesOf(ledger, 'medication')]).toEqual([2, 1])
    expect(ledger.asked_again).toMatchObject([{ topic: 'full_name', because }])
    const sent = (await said()).map(({ body }) => JSON.parse(body?.json ?? ''))
    const to = { org: network.ours, role: 'case_worker' }
    expect(sent).toMatchObject([
      { topic: 'full_name', to },
      { topic: 'medication', to },
    ])
    expect(JSON.stringify(sent)).not.toContain(MARK)
  })

  test('a later packet that knew of an asking does not count it twice', async ({
    arrived,
    ro,
    say,
    parties,
  }) => {
    const { id, told, tell, disclose } = await arrived()
    await tell({ topic: 'full_name', because: 'synthetic' })
    expect(timesOf(await told(), 'full_name')).toBe(2)
    const [name] = doNotAsk(parties.from)
    await disclose([{ ...name, times_asked: 2 }])
    expect(timesOf(await told(), 'full_name')).toBe(2)
    expect(timesOf(await told(), 'full_account')).toBe(2)
    await tell({ topic: 'full_name', because: 'synthetic' })
    const to = { org: parties.from, role: 'case_worker' }
    const body = { ...again, topic: 'full_name', to, at: nowInSeconds() }
    await say(ro, id, 'asked_again', { data: { statutory: false }, body })
    expect(timesOf(await told(), 'full_name')).toBe(4)
  })

  test('her record here has the same ledger, and goes on with it', async ({ arrived, node }) => {
    const { id, worker, told, tell, said, takeIn } = await arrived()
    await tell({ topic: 'full_name', because: 'synthetic' })
    const person = await takeIn()
    const hers = async () => (await worker.get(`/people/${person}/told`)).json()
    expect((await hers()).topics).toEqual((await told()).topics)
    expect(await hers()).toMatchObject({ times_asked: 2 })

    const path = `/people/${person}/items`
    const items = [anItem('known_as', 'Synthetic'), anItem('full_name', 'Synthetic')]
    const asked = { form: 'conversation', was_asked: true }
    expect((await worker.post(path, { items, told: asked })).json()).toMatchObject({
      ...problem('already-told'),
      errors: [{ pointer: '/items/1/code', times_asked: 2 }],
    })
    expect((await worker.post(path, asTold(items))).statusCode).toBe(201)
    const because = 'synthetic'
    expect((await worker.post(path, { items, told: { ...asked, because } })).statusCode).toBe(201)
    await react(node, exchange, id)
    expect(timesOf(await hers(), 'full_name')).toBe(3)
    expect(timesOf(await told(), 'full_name')).toBe(3)
    const topics = (await said()).map(({ body }) => JSON.parse(body?.json ?? '').topic)
    expect(topics).toEqual(['full_name', 'full_name'])
    expect(timesOf(await hers(), 'known_as')).toBe(1)
    expect(timesOf(await told(), 'known_as')).toBeUndefined()
  })

  test('what not to ask stays to be read when she withdraws; after a recall there is nothing to ask', async ({
    acceptedHere,
    arrived,
    as,
    ro,
    say,
  }) => {
    const { id, told } = await arrived()
    await say(ro, id, 'withdrawn')
    expect(await told()).toMatchObject({ times_asked: 2 })

    const worker = await as('case_worker')
    const other = await acceptedHere({ packet: false })
    await say(ro, other.id, 'recall_requested')
    await worker.post(`/referrals/${other.id}/recall/confirm`, {})
    const wish = { ...again, topic: 'medication' }
    const reply = await worker.post(`/referrals/${other.id}/tellings`, wish)
    expect(reply.json()).toMatchObject(problem('transition-refused'))
  })
})

test('why she was asked again is nowhere in clear', async ({ arrived, node, lines }) => {
  const { tell } = await arrived()
  const because = `${MARK} reason`
  expect((await tell({ topic: 'full_name', because })).statusCode).toBe(201)
  const tables = ['telling', 'audit', 'idempotency', 'referral_event', 'outbox', 'disclosure']
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select ${sql.table(table)}::text as row from ${sql.table(table)}`.execute(node.db)
    const forms = [MARK, Buffer.from(MARK).toString('hex'), Buffer.from(MARK).toString('base64url')]
    expect(rows.filter(({ row }) => forms.some((form) => row.includes(form)))).toEqual([])
  }
  expect(lines.filter((line) => line.includes(MARK))).toEqual([])
})
