import { describe, expect } from 'vitest'
import { test as base } from '../../test/journey-test.ts'
import { anAgreement, anItem, asTold } from '../../test/record.ts'
import { changedRows } from '../../test/rows.ts'
import { packetsTo } from '../../test/sent.ts'
import { anOffered } from '../../test/story.ts'
import { react } from './react.ts'

const exchange = { wake: () => {} }
const because = 'synthetic reason Zqxvjw'

/** A referral of ours whose packet has gone, and what its worker does next. */
const test = base.extend(
  'sent',
  { scope: 'file' },
  ({ acceptedThere, node, as, network, ro }) =>
    async () => {
      const told = await acceptedThere()
      await react(node, exchange, told.id as never)
      const worker = await as('case_worker')
      const agree = async (items: string[], changes = {}) => {
        const given = anAgreement(network.receiver, { items: items as never, ...changes })
        const reply = await worker.post(`/people/${told.person}/agreements`, given)
        return reply.json().id as string
      }
      const record = (code: string, v: unknown) =>
        worker.post(`/people/${told.person}/items`, asTold([anItem(code as never, v)]))
      const disclose = (items: string[], agreement: string, tier = 't2') =>
        worker.post(`/referrals/${told.id}/disclosures`, { items, tier, agreement, because })
      const packets = () => packetsTo(ro, node, told.id)
      return { ...told, agree, record, disclose, packets }
    },
)

describe('one item more', () => {
  test('verifies under the signature that the packet came with', async ({ sent, node }) => {
    const { agree, disclose, packets, id } = await sent()
    const agreement = await agree(['health_conditions'])
    expect((await disclose(['health_conditions'], agreement)).statusCode).toBe(200)
    const [first, more] = await packets()
    expect(more?.codes).toEqual(['health_conditions'])
    expect(more?.shown[0]?.jwt).toBe(first?.shown[0]?.jwt)
    expect(more?.event.eid).not.toBe(first?.event.eid)
    const line = await node.db
      .selectFrom('disclosure')
      .selectAll()
      .where('referral_id', '=', id as never)
      .where('agreement_id', '=', agreement as never)
      .executeTakeFirstOrThrow()
    expect(line).toMatchObject({ items: ['health_conditions'], tier: 't2', record_rev: 1 })
    expect(line.because_sealed?.includes(because)).toBe(false)
  })

  test('told since is a revision in which nothing else changed', async ({ sent }) => {
    const { agree, record, disclose, packets } = await sent()
    await record('medication', 'synthetic inhaler')
    expect((await disclose(['medication'], await agree(['medication']))).statusCode).toBe(200)
    const [first, more] = await packets()
    expect(more?.codes).toEqual(['medication'])
    expect(more?.shown[0]?.record).toMatchObject({ rev: 2, prev: first?.shown[0]?.identity })
    const changed = more?.shown[0]?.record._sd.filter(
      (digest) => !first?.shown[0]?.record._sd.includes(digest),
    )
    expect(changed).toHaveLength(1)
  })

  test('corrected goes with what went before in its group', async ({ sent }) => {
    const { agreement, record, disclose, packets } = await sent()
    await record('full_name', 'Synthetic Corrected')
    expect((await disclose(['full_name'], agreement)).statusCode).toBe(200)
    const [, more] = await packets()
    expect(more?.codes.toSorted()).toEqual(['age_band', 'full_name', 'gender'])
    const name = more?.shown[0]?.items.find(({ code }) => code === 'full_name')
    expect(name?.v).toBe('Synthetic Corrected')
  })

  test('goes where the packet was refused, and the packet is no longer withheld', async ({
    sent,
    node,
    ro,
    receive,
    as,
  }) => {
    const { id, agreement, disclose, packets } = await sent()
    const row = await node.db
      .selectFrom('outbox')
      .select(['id', 'event_identity'])
      .where('referral_id', '=', id as never)
      .orderBy('position', 'desc')
      .executeTakeFirstOrThrow()
    const env = `${id.slice(0, 21)}${'A'.repeat(22)}` as never
    await node.db.updateTable('outbox').set({ identity: env }).where('id', '=', row.id).execute()
    const event = row.event_identity as never
    const refusal = ro.receipt({ env, event, kind: 'rejected', code: 'consent' })
    await receive(await ro.post([{ type: 'receipt', receipts: [refusal] }]))
    const worker = await as('case_worker')
    expect((await worker.get(`/referrals/${id}`)).json().packet).toBe('withheld')
    expect((await disclose(['full_name', 'age_band'], agreement)).statusCode).toBe(200)
    const [more] = await packets()
    expect(more?.codes.toSorted()).toEqual(['age_band', 'full_name'])
    expect((await worker.get(`/referrals/${id}`)).json().packet).toBe('sent')
  })
})

describe('her story', () => {
  test('does not go before she is in care, unless she wants it to', async ({ sent, node }) => {
    const { agree, record, disclose, packets } = await sent()
    await record('summary_short', 'synthetic summary')
    const plain = await agree(['summary_short'])
    const rows = await changedRows(node.db, async () => {
      expect((await disclose(['summary_short'], plain, 't3')).json().type).toBe(
        'urn:causeway:problem:story-not-released',
      )
    })
    expect(rows).toEqual({})
    const released = await agree(['summary_short'], { release: ['summary_short'] })
    expect((await disclose(['summary_short'], released, 't3')).statusCode).toBe(200)
    const more = (await packets()).at(-1)
    expect(more).toMatchObject({ codes: ['summary_short'], event: { data: { tier: 't3' } } })
  })

  test('goes once she is in care', async ({ sent, say, ro }) => {
    const { id, agree, record, disclose, packets } = await sent()
    await record('summary_short', 'synthetic summary')
    const agreement = await agree(['summary_short'])
    const when = Math.floor(Date.now() / 1000)
    const met = { kind: 'travelled_alone', words: 'not_used', when, phoned_in: false }
    await say(ro, id, 'arrived', { data: met })
    await say(ro, id, 'in_care', { data: { when, phoned_in: false, feedback: 'none' } })
    expect((await disclose(['summary_short'], agreement, 't3')).statusCode).toBe(200)
    expect((await packets()).at(-1)?.codes).toEqual(['summary_short'])
  })
})

describe('nothing more goes', () => {
  const wrong = [
    ['of what she did not agree to', 'item-not-agreed', ['health_conditions']],
    ['of what is not recorded', 'item-not-recorded', ['medication']],
  ] as const
  for (const [what, problem, items] of wrong) {
    test(what, async ({ sent, node }) => {
      const { agreement, disclose } = await sent()
      const rows = await changedRows(node.db, async () => {
        expect((await disclose([...items], agreement)).json()).toMatchObject({
          type: `urn:causeway:problem:${problem}`,
          errors: [{ pointer: '/items/0' }],
        })
      })
      expect(rows).toEqual({})
    })
  }

  test('of her story at the tier of the packet', async ({ sent }) => {
    const { agree, record, disclose } = await sent()
    await record('summary_short', 'synthetic summary')
    const released = await agree(['summary_short'], { release: ['summary_short'] })
    const reply = await disclose(['summary_short'], released)
    expect(reply.json().type).toBe('urn:causeway:problem:item-not-allowed')
  })

  test('while she pauses, and after an end', async ({ sent, say, ro }) => {
    const { id, agreement, disclose } = await sent()
    const refused = { type: 'urn:causeway:problem:transition-refused' }
    await say(ro, id, 'paused', { data: { by_her: true } })
    expect((await disclose(['full_name'], agreement)).json()).toMatchObject(refused)
    await say(ro, id, 'withdrawn')
    expect((await disclose(['full_name'], agreement)).json()).toMatchObject(refused)
  })

  test('before anybody has accepted', async ({ as, network: { receiver } }) => {
    const worker = await as('case_worker')
    const { id, agreement } = await anOffered(worker, receiver)
    const wish = { items: ['full_name'], tier: 't2', agreement, because }
    const reply = await worker.post(`/referrals/${id}/disclosures`, wish)
    expect(reply.json().type).toBe('urn:causeway:problem:transition-refused')
  })

  test('by an agreement about somebody else, which looks like none', async ({ sent }) => {
    const [one, other] = [await sent(), await sent()]
    const reply = await one.disclose(['full_name'], other.agreement)
    expect(reply.json().type).toBe('urn:causeway:problem:not-found')
  })
})
