import { describe, expect } from 'vitest'
import { aPacketItem, MARK } from '../../test/offers.ts'
import { test } from '../../test/received-test.ts'
import { anItem, canaries, canaryRecord, heard } from '../../test/record.ts'

const missing = 'urn:causeway:problem:training-missing'

/** A record of ours that is given to this worker. */
const withRecord = test.extend('given', { scope: 'file' }, ({ as, db }) => {
  return async (worker: string, record: object = canaryRecord()) => {
    const { id } = (await (await as('case-system')).post('/people', record)).json()
    await (await as(worker)).get('/organisations')
    const { pseudonym } = await db
      .selectFrom('staff_member')
      .select('pseudonym')
      .where('subject', '=', worker)
      .executeTakeFirstOrThrow()
    const reply = await (await as('supervisor')).post(`/people/${id}/assignments`, {
      worker: pseudonym,
    })
    expect(reply.statusCode).toBe(201)
    return id as string
  }
})

const codesIn = (reply: { json(): { items: { code: string }[] } }) =>
  reply.json().items.map((item) => item.code)

describe('her story', () => {
  withRecord(
    'stays closed without a training that is valid; the rest opens',
    async ({ as, given }) => {
      const id = await given('untrained')
      const worker = await as('untrained')
      const all = await worker.get(`/people/${id}`)
      expect(all.json().withheld).toEqual(['full_account'])
      expect(codesIn(all)).toContain('full_name')
      expect(all.body).not.toContain(canaries.full_account)
      const story = await worker.get(`/people/${id}?group=narrative`)
      expect([story.statusCode, story.json().type]).toEqual([403, missing])
    },
  )

  withRecord('opens with one', async ({ as, given }) => {
    const id = await given('colleague')
    const story = await (await as('colleague')).get(`/people/${id}?group=narrative`)
    expect(codesIn(story)).toEqual(['full_account'])
  })

  withRecord('never opens to a case system, which nobody has trained', async ({ as, given }) => {
    const id = await given('colleague')
    const story = await (await as('case-system')).get(`/people/${id}?group=narrative`)
    expect(story.json().type).toBe(missing)
  })

  withRecord('that was received stays closed in the same way', async ({ accepted, as, db }) => {
    const { id, send } = await accepted(['summary_short', 'full_name'], { release: true })
    await send({ items: [aPacketItem('summary_short', `summary ${MARK}`)], tier: 't3' })
    const assigned = db.updateTable('assignment').where('subject_id', '=', id)
    await (await as('untrained')).get('/organisations')
    const { pseudonym } = await db
      .selectFrom('staff_member')
      .select('pseudonym')
      .where('subject', '=', 'untrained')
      .executeTakeFirstOrThrow()
    await assigned.set({ pseudonym }).execute()
    const worker = await as('untrained')
    const all = await worker.get(`/referrals/${id}/packet`)
    expect(all.json().packet).toMatchObject({ items: [], withheld: ['summary_short'] })
    const story = await worker.get(`/referrals/${id}/packet?group=narrative`)
    expect([story.statusCode, story.json().type]).toEqual([403, missing])
    expect(all.body + story.body).not.toContain(MARK)
  })
})

describe('a purpose', () => {
  const record = () => ({
    heard,
    items: [
      anItem('full_name', 'Synthetic Name'),
      { ...anItem('health_conditions', 'synthetic condition'), purpose: ['onward'] },
    ],
  })

  withRecord(
    'leaves out what was recorded for others, and says that it is there',
    async ({ as, given, db }) => {
      const id = await given('colleague', record())
      const worker = await as('colleague')
      const read = await worker.get(`/people/${id}?purpose=return`)
      expect(codesIn(read)).toEqual(['full_name'])
      expect(read.json().withheld).toEqual(['health_conditions'])
      expect(read.body).not.toContain('synthetic condition')
      const { entry } = await db
        .selectFrom('audit')
        .select('entry')
        .orderBy('n', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      const detail = { purpose: 'return', items: ['full_name'] }
      expect(JSON.parse(entry)).toMatchObject({ act: 'person.read', detail })
      expect(codesIn(await worker.get(`/people/${id}`))).toHaveLength(2)
    },
  )

  withRecord('that there is not is refused', async ({ as, given }) => {
    const id = await given('colleague', record())
    const reply = await (await as('colleague')).get(`/people/${id}?purpose=curiosity`)
    expect(reply.statusCode).toBe(400)
  })
})

withRecord(
  'the duty worker reads how to reach her, and nothing else of her',
  async ({ as, given }) => {
    const id = await given('colleague')
    const reply = await (await as('duty_worker')).get(`/people/${id}`)
    expect(codesIn(reply)).toEqual(['safe_phone'])
    const others = Object.entries(canaries).filter(([code]) => code !== 'safe_phone')
    expect(others.filter(([, value]) => reply.body.includes(value))).toEqual([])
    expect(reply.json().withheld).toHaveLength(others.length)
  },
)
