import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { anItem, asTold, heard, noItem } from '../../test/record.ts'
import { changedRows } from '../../test/rows.ts'

const MARK = 'Wqzvreason'
const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })
const again = { form: 'conversation', was_asked: true }

const aPerson = () => ({
  heard,
  items: [
    anItem('full_name', 'Synthetic'),
    noItem('medication', 'declined_to_say'),
    noItem('allergies', 'unknown'),
    noItem('safe_phone', 'not_asked'),
  ],
})

const withPerson = test.extend(
  'told',
  { scope: 'file' },
  ({ as }) =>
    async (record = aPerson()) => {
      const worker = await as('case_worker')
      const { id } = (await worker.post('/people', record)).json()
      return {
        worker,
        id: id as string,
        read: async () => (await worker.get(`/people/${id}/told`)).json(),
      }
    },
)

describe('what she tells here', () => {
  withPerson(
    'is in the ledger with who was told; what has no answer is not',
    async ({ told, network }) => {
      const { read } = await told()
      const last = { to: { org: network.ours, role: 'case_worker' }, form: 'conversation' }
      expect(await read()).toMatchObject({
        times_asked: 1,
        statutory: 0,
        asked_again: [],
        topics: [
          { topic: 'full_name', because: 'told', times_asked: 1, last, is_reusable: true },
          { topic: 'medication', because: 'declined_to_say', times_asked: 1, is_reusable: false },
        ],
      })
      expect((await read()).topics).toHaveLength(2)
    },
  )

  withPerson(
    'is asked about again with a reason only, and then it counts',
    async ({ told, db }) => {
      const { worker, id, read } = await told()
      const items = [anItem('birth_place', 'Synthetic'), anItem('medication', 'Synthetic')]
      const path = `/people/${id}/items`
      const rows = await changedRows(db, async () => {
        const refused = await worker.post(path, { items, told: again })
        expect(refused.json()).toMatchObject({
          ...problem('already-told'),
          status: 409,
          errors: [{ pointer: '/items/1/code', in: 'body', times_asked: 1 }],
        })
        expect(refused.json().errors).toHaveLength(1)
      })
      expect(rows).toEqual({})
      const told_ = { ...again, because: 'synthetic reason' }
      expect((await worker.post(path, { items, told: told_ })).statusCode).toBe(201)
      const ledger = await read()
      expect(ledger).toMatchObject({ times_asked: 2 })
      expect(ledger.topics).toContainEqual(
        expect.objectContaining({ topic: 'medication', because: 'told', times_asked: 2 }),
      )
      const reasons = [{ topic: 'medication', because: 'synthetic reason' }]
      expect(ledger.asked_again).toMatchObject(reasons)
      expect(ledger.asked_again).toHaveLength(1)
    },
  )

  withPerson('may be corrected and added to at any time, and never counts', async ({ told }) => {
    const { worker, id, read } = await told()
    await worker.post(`/people/${id}/items`, asTold([anItem('full_name', 'Other')]))
    const wish = { topic: 'full_name', is_reusable: false }
    for (const form of ['volunteered', 'document', 'written']) {
      const reply = await worker.post(`/people/${id}/tellings`, { ...wish, form, was_asked: false })
      expect(reply.statusCode).toBe(201)
    }
    expect(await read()).toMatchObject({ times_asked: 1 })
    const odd = await worker.post(`/people/${id}/tellings`, {
      ...wish,
      form: 'volunteered',
      was_asked: true,
    })
    expect(odd.json()).toMatchObject({
      ...problem('request-malformed'),
      errors: [{ pointer: '/was_asked', in: 'body' }],
    })
  })

  withPerson(
    'to the law is counted apart, and her own account is offered first',
    async ({ told }) => {
      const story = [...aPerson().items, anItem('full_account', 'Synthetic account')]
      const { worker, id, read } = await told({ heard, items: story })
      const wish = { topic: 'full_account', form: 'statutory_interview', is_reusable: true }
      const path = `/people/${id}/tellings`
      const refused = await worker.post(path, { ...wish, was_asked: true })
      expect(refused.json()).toMatchObject({
        ...problem('already-told'),
        errors: [{ pointer: '/because', times_asked: 1 }],
      })
      const reply = await worker.post(path, { ...wish, was_asked: true, because: 'a court' })
      const earlier_account = { item: 'full_account', at: expect.any(Number) }
      expect(reply.json()).toEqual({ id: expect.any(String), earlier_account })
      expect(await read()).toMatchObject({ times_asked: 1, statutory: 1, account: earlier_account })
    },
  )

  withPerson('is asked by two at one moment once, the other is told', async ({ told }) => {
    const { worker, id, read } = await told()
    const wish = { topic: 'birth_place', ...again, is_reusable: true }
    const ask = () => worker.post(`/people/${id}/tellings`, wish)
    const replies = await Promise.all([1, 2, 3, 4].map(ask))
    expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409, 409])
    expect(await read()).toMatchObject({ times_asked: 1 })
  })
})

withPerson(
  'why she was asked again is nowhere in clear, and goes with the key of its group',
  async ({ told, db, lines }) => {
    const { worker, id, read } = await told()
    const items = [anItem('medication', 'Synthetic')]
    await worker.post(`/people/${id}/items`, { items, told: { ...again, because: MARK } })
    const wish = { topic: 'full_name', ...again, is_reusable: true, because: MARK }
    await worker.post(`/people/${id}/tellings`, wish)
    for (const table of ['telling', 'audit', 'idempotency', 'record_item']) {
      const { rows } = await sql<{ row: string }>`
      select ${sql.table(table)}::text as row from ${sql.table(table)}`.execute(db)
      expect(rows.length).toBeGreaterThan(0)
      const forms = [
        MARK,
        Buffer.from(MARK).toString('hex'),
        Buffer.from(MARK).toString('base64url'),
      ]
      expect(rows.filter(({ row }) => forms.some((form) => row.includes(form)))).toEqual([])
    }
    expect(lines.filter((line) => line.includes(MARK))).toEqual([])
    const shown = async () => (await read()).asked_again.map((it: { topic: string }) => it.topic)
    expect(await shown()).toEqual(expect.arrayContaining(['full_name', 'medication']))
    await db
      .deleteFrom('data_key')
      .where('subject_id', '=', id)
      .where('category', '=', 'health')
      .execute()
    expect(await shown()).toEqual(['full_name'])
    expect(await read()).toMatchObject({ times_asked: 2 })
  },
)
