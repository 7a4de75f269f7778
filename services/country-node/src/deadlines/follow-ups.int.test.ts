import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { DAY } from '../../test/deadline-facts.ts'
import { silent, test } from '../../test/deadline-test.ts'
import { changedRows } from '../../test/rows.ts'
import { runDeadline } from './run-deadline.ts'

const met = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }
const inCare = { phoned_in: false, feedback: 'outcome', spoken_with_her: true }

test('a worker is told when it is time to ask after her, unless somebody has, once each time', async ({
  acceptedHere,
  deadlinesFor,
  as,
  clock,
  db,
  node,
}) => {
  const { id } = await acceptedHere()
  const worker = await as('case_worker')
  await worker.post(`/referrals/${id}/arrive`, met)
  expect((await worker.post(`/referrals/${id}/in-care`, inCare)).statusCode).toBe(200)
  const steps = await deadlinesFor(id)
  expect(steps.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'follow_up next_day',
    'follow_up one_week',
    'follow_up one_month',
    'follow_up three_months',
    'follow_up six_months',
  ])
  const [nextDay, oneWeek] = steps.map(({ id: deadline }) => deadline) as [RandomId, RandomId]
  const record = { step: 'next_day', reached: true }
  expect((await worker.post(`/referrals/${id}/follow-ups`, record)).statusCode).toBe(200)

  clock.offset = 8 * DAY * 1000
  const run = (deadline: RandomId) => changedRows(db, () => runDeadline(node, silent, deadline))
  expect(await run(oneWeek)).toEqual({ audit: 1, deadline: -1, notification: 1 })
  expect(await run(oneWeek)).toEqual({})
  expect(await run(nextDay)).toEqual({})
  clock.offset = 0
  await worker.post(`/referrals/${id}/close`, { outcome: 'self_reliant' })
  expect((await deadlinesFor(id)).filter(({ done_at }) => done_at === null)).toEqual([])
})

test('she is awaited at the receiver by the same watch', async ({
  plannedHere,
  alarmsFor,
  deadlinesFor,
  eventsOf,
  sweepAt,
}) => {
  const { id } = await plannedHere()
  const names = (await deadlinesFor(id)).map(({ kind, key }) => `${kind} ${key}`)
  expect(names).toEqual(['departure 1.1', 'arrival 1.1', 'arrival 1.2'])
  const due = (await deadlinesFor(id))[1]?.due_at ?? 0
  await sweepAt(due + 60)
  expect(await eventsOf(id, 'missed')).toMatchObject([{ node: 'gb' }])
  const alarms = await alarmsFor(id)
  expect(alarms.find(({ kind }) => kind === 'missed')).toMatchObject({
    side: 'receiver',
    ended_at: null,
    told: ['worker'],
  })
  const others = alarms.filter(({ kind }) => kind !== 'missed')
  expect(others).toMatchObject([{ kind: 'not_departed', outcome: 'over' }])
})
