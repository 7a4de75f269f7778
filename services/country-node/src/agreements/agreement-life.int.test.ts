import type { RandomId } from '@causeway/schemas/wire'
import { afterEach, describe, expect } from 'vitest'
import { covered, expectProblem } from '../../test/agreements.ts'
import type { Caller } from '../../test/caller.ts'
import { test } from '../../test/node-test.ts'
import { anAgreement, anItem, aRefusal, heard } from '../../test/record.ts'
import { seconds } from '../context.ts'
import { restoreAgreements, withdrawAgreements } from './withdraw-agreements.ts'

const aPerson = async (worker: Caller): Promise<string> =>
  (await worker.post('/people', { heard, items: [anItem('known_as', 'Ada')] })).json().id

const asked = { lang: 'ron', how: 'spoken', interpreter: 'telephone' }
const statesOf = async (worker: Caller, person: string): Promise<string[]> => {
  const { agreements } = (await worker.get(`/people/${person}/agreements`)).json()
  return agreements.map(({ state }: { state: string }) => state)
}

afterEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

test('a no is kept as a no, and nothing goes on it', async ({
  as,
  network: { receiver },
  context,
  db,
}) => {
  const worker = await as('case_worker')
  const person = await aPerson(worker)
  const reply = await worker.post(`/people/${person}/agreements`, aRefusal(receiver))
  expect(reply.statusCode).toBe(201)
  const { id, state, expires_at } = reply.json()
  expect([state, expires_at]).toEqual(['refused', undefined])
  expect(await covered(context, id)).toEqual([])
  expect(await statesOf(worker, person)).toEqual(['refused'])
  const grants = await db.selectFrom('agreement_grant').selectAll().execute()
  expect(grants.filter((grant) => grant.agreement_id === id)).toEqual([])
  expectProblem(await worker.post(`/agreements/${id}/reaffirm`, asked), 'agreement-not-in-force')
})

test('agreements stand beside each other, unless one takes the place of another', async ({
  as,
  network: { receiver },
  context,
}) => {
  const worker = await as('case_worker')
  const person = await aPerson(worker)
  const agree = async (more: object) => {
    const given = anAgreement(receiver, more)
    return (await worker.post(`/people/${person}/agreements`, given)).json().id as string
  }
  const first = await agree({ items: ['full_name', 'age_band'] })
  const second = await agree({ items: ['safe_phone'] })
  expect(await covered(context, first)).toEqual(['age_band', 'full_name', 'safe_phone'])
  expect(await covered(context, second)).toEqual(await covered(context, first))

  const third = await agree({ items: ['gender'], supersedes: first })
  expect(await covered(context, third)).toEqual(['gender', 'safe_phone'])
  expect((await statesOf(worker, person)).toSorted()).toEqual(['given', 'given', 'superseded'])

  const again = anAgreement(receiver, { supersedes: first as RandomId })
  const reply = await worker.post(`/people/${person}/agreements`, again)
  expectProblem(reply, 'agreement-not-in-force')
  expect(reply.json().errors).toMatchObject([{ pointer: '/supersedes' }])
  const elsewhere = anAgreement(receiver, { purpose: 'support', supersedes: second as RandomId })
  const other = await worker.post(`/people/${person}/agreements`, elsewhere)
  expectProblem(other, 'agreement-not-in-force')
  expect(await statesOf(worker, person)).toHaveLength(3)
})

describe('an agreement over time', () => {
  test('is listed newest first, and no longer in force when it has expired', async ({
    as,
    network: { receiver },
    clock,
    context,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const give = (more: object) =>
      worker.post(`/people/${person}/agreements`, anAgreement(receiver, more))
    const { id } = (await give({ expires_in_days: 1 })).json()
    clock.offset = 3_000
    await give({ items: ['safe_phone'] })
    const { agreements } = (await worker.get(`/people/${person}/agreements`)).json()
    expect(agreements).toMatchObject([
      { in_force: true, receiver, items_in_force: ['safe_phone'] },
      { in_force: true, receiver, items_in_force: ['full_name', 'age_band'] },
    ])

    const token = await as('case_worker')
    clock.offset = 24 * 60 * 60 * 1000
    expect(await covered(context, id)).toEqual(['safe_phone'])
    clock.offset = 0
    expect((await token.post(`/agreements/${id}/reaffirm`, asked)).statusCode).toBe(200)
  })

  test('said again it stays what it was, and has the same end', async ({
    as,
    network: { receiver },
    context,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const given = await worker.post(`/people/${person}/agreements`, anAgreement(receiver))
    const { id, expires_at } = given.json()
    const reply = await worker.post(`/agreements/${id}/reaffirm`, asked)
    expect([reply.statusCode, reply.json()]).toEqual([200, { id, state: 'reaffirmed' }])
    const [listed] = (await worker.get(`/people/${person}/agreements`)).json().agreements
    expect(listed).toMatchObject({ state: 'reaffirmed', expires_at, in_force: true })
    expect(await covered(context, id)).toEqual(['age_band', 'full_name'])
  })

  test.for(['duress_doubt', 'capacity_doubt', 'recorded_in_error'])(
    'that was no free yes (%s) carries nothing any more',
    async (reason, { as, network: { receiver }, context, db }) => {
      const worker = await as('case_worker')
      const person = await aPerson(worker)
      const given = await worker.post(`/people/${person}/agreements`, anAgreement(receiver))
      const { id } = given.json()
      const invalidate = () => worker.post(`/agreements/${id}/invalidate`, { reason })
      expect((await invalidate()).json()).toEqual({ id, state: 'invalidated' })
      expect(await covered(context, id)).toEqual([])
      expectProblem(await invalidate(), 'agreement-not-in-force')
      const rows = await db
        .selectFrom('agreement_event')
        .select(['kind', 'reason'])
        .where('agreement_id', '=', id)
        .orderBy('position')
        .execute()
      expect(rows).toEqual([
        { kind: 'requested', reason: null },
        { kind: 'given', reason: null },
        { kind: 'invalidated', reason },
      ])
    },
  )
})

test('a withdrawal takes all or some groups back; undone, it gives back what it took', async ({
  as,
  network: { receiver },
  context,
  db,
}) => {
  const worker = await as('case_worker')
  const person = (await aPerson(worker)) as RandomId
  const items = ['full_name', 'medication', 'safe_phone'] as const
  const given = anAgreement(receiver, { items: [...items] })
  const { id } = (await worker.post(`/people/${person}/agreements`, given)).json()
  const [some, all] = [context.randomId(), context.randomId()]
  const said = { at: seconds(context.now), by: context.randomId() }
  const withdraw = (withdrawal: RandomId, groups?: ['health']) =>
    db
      .transaction()
      .execute((trx) => withdrawAgreements(trx, { ...said, withdrawal, person, groups }))
  const restore = (withdrawal: RandomId) =>
    db.transaction().execute((trx) => restoreAgreements(trx, { ...said, withdrawal }))

  expect(await withdraw(some, ['health'])).toEqual([id])
  expect(await covered(context, id)).toEqual(['full_name', 'safe_phone'])
  expect(await withdraw(some, ['health'])).toEqual([])
  expect(await withdraw(all)).toEqual([id])
  expect(await covered(context, id)).toEqual([])
  expect(await statesOf(worker, person)).toEqual(['withdrawn'])

  expect(await restore(all)).toEqual([id])
  expect(await restore(all)).toEqual([])
  expect(await covered(context, id)).toEqual(['full_name', 'safe_phone'])
  expect(await restore(some)).toEqual([id])
  expect(await covered(context, id)).toEqual([...items].toSorted())
})
