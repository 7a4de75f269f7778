import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { anItem, asTold, canaryRecord, heard, noItem } from '../../test/record.ts'

describe('POST /people', () => {
  test('opens a record that can be read back as it was entered', async ({ as, network }) => {
    const worker = await as('case_worker')
    const created = await worker.post('/people', {
      heard,
      items: [anItem('full_name', 'Ioana Synthetic'), noItem('safe_phone', 'not_asked')],
    })
    expect(created.statusCode).toBe(201)
    expect(Object.keys(created.json())).toEqual(['id'])

    const read = await worker.get(`/people/${created.json().id}`)
    expect(read.statusCode).toBe(200)
    expect(read.json()).toMatchObject({
      id: created.json().id,
      withheld: [],
      items: [
        { code: 'full_name', v: 'Ioana Synthetic', lang: 'eng', purpose: ['return'] },
        { code: 'safe_phone', none: 'not_asked' },
      ],
    })
    expect(read.headers['cache-control']).toBe('no-store')
    expect(read.body).not.toContain(network.users[0]?.name)
  })

  const bad = [
    ['an item twice', [anItem('known_as', 'Zeta'), anItem('known_as', 'Zeta')], '/items/1/code'],
    ['a value of another shape', [anItem('birth_date', 'Zeta')], '/items/0/v'],
    ['an unknown item', [anItem('shoe_size' as never, 'Zeta')], '/items/0'],
    ['a member beside', [{ ...anItem('known_as', 'Ada'), Zeta: 1 }], '/items/0'],
    ['no item', [], '/items'],
  ] as const
  for (const [what, items, pointer] of bad) {
    test(`refuses ${what}: says where, echoes nothing, keeps nothing`, async ({
      as,
      db,
      lines,
    }) => {
      const worker = await as('case_worker')
      const rows = () => db.selectFrom('person').select('id').execute()
      const before = await rows()
      const reply = await worker.post('/people', { heard, items })

      expect(reply.statusCode).toBe(400)
      expect(reply.headers['content-type']).toContain('application/problem+json')
      expect(reply.json()).toMatchObject({ type: 'urn:causeway:problem:request-malformed' })
      expect(reply.json().errors[0].in).toBe('body')
      expect(reply.json().errors[0].pointer).toContain(pointer)
      expect(reply.body + lines.join('')).not.toContain('Zeta')
      expect(await rows()).toEqual(before)
    })
  }
})

describe('POST /people/:id/items', () => {
  test('adds revisions; the newest is read, the earlier ones stay', async ({ as, db }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', canaryRecord())).json()
    const first = await worker.post(
      `/people/${id}/items`,
      asTold([anItem('full_name', 'Second Name'), anItem('age_band', 'from_21_to_23')]),
    )
    expect(first.statusCode).toBe(201)
    expect(first.json()).toEqual({
      id,
      revisions: [
        { code: 'full_name', revision: 2 },
        { code: 'age_band', revision: 1 },
      ],
    })

    const { items } = (await worker.get(`/people/${id}`)).json()
    const names = items.filter((item: { code: string }) => item.code === 'full_name')
    expect(names).toMatchObject([{ v: 'Second Name' }])
    const kept = await db
      .selectFrom('record_item')
      .select('revision')
      .where('person_id', '=', id)
      .where('code', '=', 'full_name')
      .execute()
    expect(kept).toHaveLength(2)
  })

  test('two at the same moment get two revisions', async ({ as }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', canaryRecord())).json()
    const add = () => worker.post(`/people/${id}/items`, asTold([anItem('known_as', 'Ada')]))
    const replies = await Promise.all(Array.from({ length: 8 }, add))

    const revisions = replies.map((reply) => reply.json().revisions[0].revision)
    expect(revisions.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('a person there is not looks like any other missing thing', async ({ as, context }) => {
    const worker = await as('case_worker')
    const items = [anItem('known_as', 'Ada')]
    const reply = await worker.post(`/people/${context.randomId()}/items`, asTold(items))
    expect(reply.statusCode).toBe(404)
  })
})

describe('the audit', () => {
  test('holds who did what to which record, and no value of it', async ({ as, db }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', canaryRecord())).json()
    await worker.get(`/people/${id}`)
    const rows = await db.selectFrom('audit').select('entry').orderBy('n').execute()
    const entries = rows.map((row) => JSON.parse(row.entry)).filter((it) => it.subject === id)

    expect(entries.map((entry) => entry.act)).toEqual(['person.create', 'person.read'])
    expect(entries[0].actor.role).toBe('case_worker')
    expect(entries[1].detail.items).toContain('full_name')
  })
})
