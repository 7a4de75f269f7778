import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { DAY } from '../../../test/deadline-facts.ts'
import { test } from '../../../test/deadline-test.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { needsOf } from './needs-of.ts'

const met = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }
const inCare = { phoned_in: false, feedback: 'outcome', spoken_with_her: true }

test('that it is time to ask after her stays on the first page until somebody has asked', async ({
  acceptedHere,
  as,
  clock,
  db,
  node,
  sweepAt,
}) => {
  const { id } = await acceptedHere()
  const worker = await as('case_worker')
  await worker.post(`/referrals/${id}/arrive`, met)
  expect((await worker.post(`/referrals/${id}/in-care`, inCare)).statusCode).toBe(200)
  const { own_org: org } = await db
    .selectFrom('referral')
    .select('own_org')
    .where('id', '=', id as RandomId)
    .executeTakeFirstOrThrow()
  const own = { subject: 'somebody', org, pseudonym: 'a'.repeat(22) as RandomId, name: '' }
  const needs = async (role: StaffActor['role']) =>
    (await needsOf(node, { ...own, role })).map(({ need, isLate }) => [need, isLate])
  expect(await needs('case_worker')).toEqual([])

  await sweepAt(Math.floor(Date.now() / 1000) + 2 * DAY)
  expect(await needs('case_worker')).toEqual([['follow_up', true]])
  expect(await needs('data_protection_officer')).toEqual([])
  clock.offset = 0
  await worker.post(`/referrals/${id}/follow-ups`, { step: 'next_day', reached: true })
  clock.offset = 2 * DAY * 1000
  expect(await needs('case_worker')).toEqual([])
  clock.offset = 0
})
