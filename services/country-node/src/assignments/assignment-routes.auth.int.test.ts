import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/journey-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'
import { aPersonWhoAgreed } from '../../test/story.ts'

const urn = (code: string) => `urn:causeway:problem:${code}`
const arrival = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }
const inCare = { phoned_in: false, feedback: 'none', spoken_with_her: true }

const test = base
  .extend('idOf', { scope: 'file' }, ({ as, db }) => async (subject: string) => {
    await (await as(subject)).get('/organisations')
    const { pseudonym } = await db
      .selectFrom('staff_member')
      .select('pseudonym')
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow()
    return pseudonym as RandomId
  })
  .extend('person', { scope: 'file' }, ({ as, network }) => async () => {
    const { person } = await aPersonWhoAgreed(await as('case_worker'), network.receiver)
    return `/people/${person}`
  })
  .extend('reads', { scope: 'file' }, ({ as }) => async (who: string, url: string) => {
    const reply = await (await as(who)).get(url)
    return reply.statusCode === 200 ? 200 : (reply.json().type as string)
  })

describe('a worker', () => {
  test('who opened her record works with her; a colleague learns who may change that', async ({
    as,
    person,
    reads,
    idOf,
  }) => {
    const url = await person()
    expect(await reads('case_worker', url)).toBe(200)
    const refused = await (await as('colleague')).get(url)
    expect([refused.statusCode, refused.json().type]).toEqual([403, urn('not-assigned')])
    expect(refused.json().title).toContain('supervisor')
    const { assignments } = (await (await as('colleague')).get(`${url}/assignments`)).json()
    expect(assignments).toMatchObject([
      { worker: await idOf('case_worker'), name: 'Synthetic case_worker', role: 'case_worker' },
    ])
  })

  test('who accepts her reads the packet, and her record once she is in care', async ({
    as,
    acceptedHere,
    reads,
  }) => {
    const { id } = await acceptedHere()
    expect(await reads('case_worker', `/referrals/${id}/packet`)).toBe(200)
    expect(await reads('colleague', `/referrals/${id}/packet`)).toBe(urn('not-assigned'))
    const worker = await as('case_worker')
    await worker.post(`/referrals/${id}/arrive`, arrival)
    /** Whoever was on duty confirms it; that assigns nobody. */
    await (await as('duty_worker')).post(`/referrals/${id}/in-care`, inCare)
    const { person } = (await worker.get(`/referrals/${id}`)).json()
    expect(await reads('case_worker', `/people/${person}`)).toBe(200)
    expect(await reads('colleague', `/people/${person}`)).toBe(urn('not-assigned'))
  })

  test('is nobody when a case system opened her record: the supervisor assigns one', async ({
    as,
    network,
    reads,
    idOf,
  }) => {
    const { person } = await aPersonWhoAgreed(await as('case-system'), network.receiver)
    const url = `/people/${person}`
    expect(await reads('case_worker', url)).toBe(urn('not-assigned'))
    const supervisor = await as('supervisor')
    const { staff } = (await supervisor.get('/staff')).json()
    expect(staff).toContainEqual({
      worker: await idOf('case_worker'),
      name: 'Synthetic case_worker',
      role: 'case_worker',
    })
    await supervisor.post(`${url}/assignments`, { worker: await idOf('case_worker') })
    expect(await reads('case_worker', url)).toBe(200)
  })
})

describe('a supervisor', () => {
  test('assigns until a time, and after it that is over', async ({
    as,
    person,
    reads,
    idOf,
    clock,
  }) => {
    const url = await person()
    const wish = { worker: await idOf('colleague'), until: nowInSeconds() + 120 }
    const reply = await (await as('supervisor')).post(`${url}/assignments`, wish)
    expect(reply.statusCode).toBe(201)
    expect(await reads('colleague', url)).toBe(200)
    clock.offset = 121_000
    expect(await reads('colleague', url)).toBe(urn('not-assigned'))
    expect(await reads('case_worker', url)).toBe(200)
    clock.offset = 0
  })

  test('takes a worker away from her and all her referrals at once', async ({
    as,
    acceptedThere,
    reads,
    idOf,
  }) => {
    const { id, person } = await acceptedThere()
    const supervisor = await as('supervisor')
    const worker = await idOf('colleague')
    for (const subject of [`/people/${person}`, `/referrals/${id}`]) {
      await supervisor.post(`${subject}/assignments`, { worker })
      expect(await reads('colleague', `/referrals/${id}/follow-ups`)).toBe(200)
    }
    const ended = await supervisor.post(`/people/${person}/assignments/end`, { worker })
    expect(ended.statusCode).toBe(200)
    for (const url of [`/referrals/${id}/follow-ups`, `/people/${person}`]) {
      expect(await reads('colleague', url)).toBe(urn('not-assigned'))
    }
    const again = await supervisor.post(`/people/${person}/assignments/end`, { worker })
    expect(again.json().type).toBe(urn('not-found'))
  })

  test('gives one referral, which opens neither her record nor another one', async ({
    as,
    acceptedThere,
    reads,
    idOf,
  }) => {
    const { id, person } = await acceptedThere()
    const worker = await idOf('colleague')
    await (await as('supervisor')).post(`/referrals/${id}/assignments`, { worker })
    expect(await reads('colleague', `/referrals/${id}/follow-ups`)).toBe(200)
    expect(await reads('colleague', `/people/${person}`)).toBe(urn('not-assigned'))
  })

  test('gives the work of somebody who leaves to somebody else, ends and all', async ({
    as,
    person,
    acceptedHere,
    reads,
    idOf,
    db,
  }) => {
    const [url, { id }] = [await person(), await acceptedHere()]
    const [from, to] = [await idOf('case_worker'), await idOf('colleague')]
    const reply = await (await as('supervisor')).post('/assignments/reassign', { from, to })
    expect(reply.json().moved).toBeGreaterThanOrEqual(2)
    for (const each of [url, `/referrals/${id}/packet`]) {
      expect(await reads('colleague', each)).toBe(200)
      expect(await reads('case_worker', each)).toBe(urn('not-assigned'))
    }
    const { entry } = await db
      .selectFrom('audit')
      .select('entry')
      .where('entry', 'like', '%"assignment.move"%')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry)).toMatchObject({ subject: from, detail: { to } })
    const back = { from: to, to: from }
    expect((await (await as('supervisor')).post('/assignments/reassign', back)).statusCode).toBe(
      200,
    )
  })

  test('assigns nobody who is not a case worker of the organisation, and nothing is kept', async ({
    as,
    person,
    idOf,
    db,
  }) => {
    const url = await person()
    const supervisor = await as('supervisor')
    const others = ['neighbour', 'police_liaison', 'data_protection_officer']
    const workers = ['A'.repeat(22)]
    for (const who of others) workers.push(await idOf(who))
    const rows = await changedRows(db, async () => {
      for (const worker of workers) {
        const reply = await supervisor.post(`${url}/assignments`, { worker })
        expect(reply.json().errors).toEqual([
          { pointer: '/worker', in: 'body', rule: 'not_a_case_worker_here' },
        ])
        const to = { from: workers[0], to: worker }
        expect((await supervisor.post('/assignments/reassign', to)).statusCode).toBe(400)
      }
      const past = { worker: await idOf('colleague'), until: nowInSeconds() - 1 }
      const reply = await supervisor.post(`${url}/assignments`, past)
      expect(reply.json().errors[0].rule).toBe('in_the_past')
    })
    expect(rows).toEqual({})
  })
})

test('who changes the organisation leaves the work behind', async ({
  db,
  person,
  reads,
  owner,
}) => {
  const url = await person()
  expect(await reads('neighbour', url)).toBe(urn('not-found'))
  const { pseudonym } = await db
    .selectFrom('staff_member')
    .select('pseudonym')
    .where('subject', '=', 'neighbour')
    .executeTakeFirstOrThrow()
  const id = url.split('/')[2] as RandomId
  await owner.updateTable('assignment').set({ pseudonym }).where('subject_id', '=', id).execute()
  expect(await reads('neighbour', url)).toBe(urn('not-found'))
})
