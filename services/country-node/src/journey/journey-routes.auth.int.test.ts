import { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import type { Caller } from '../../test/caller.ts'
import { test } from '../../test/journey-test.ts'
import { aHalf, aPlanText } from '../../test/plans.ts'
import { changedRows } from '../../test/rows.ts'

const half = { ...aHalf(), warm_handover: 'done' }
const said = { phoned_in: true }

/** Every call of the journey; what it says is well formed, and possible nowhere or once. */
const calls: [
  string,
  (caller: Caller, id: string) => Promise<{ statusCode: number; body: string }>,
][] = [
  ['plan', (it, id) => it.get(`/referrals/${id}/plan`)],
  ['card', (it, id) => it.get(`/referrals/${id}/card`)],
  ['sheet', (it, id) => it.get(`/referrals/${id}/meeting-sheet`)],
  ['propose', (it, id) => it.post(`/referrals/${id}/plan`, { plan: aPlanText(), ...half })],
  ['confirm', (it, id) => it.post(`/referrals/${id}/plan/confirm`, half)],
  ['missed', (it, id) => it.post(`/referrals/${id}/missed`, { leg: 1 })],
  ['lost', (it, id) => it.post(`/referrals/${id}/lost-contact`, {})],
  ['depart', (it, id) => it.post(`/referrals/${id}/depart`, { ...said, reaffirmed: true })],
  ['changed', (it, id) => it.post(`/referrals/${id}/travel-changed`, { reason: 'delayed' })],
  [
    'arrive',
    (it, id) => it.post(`/referrals/${id}/arrive`, { ...said, kind: 'by_plan', words: 'not_used' }),
  ],
]

/** Of a planned referral of ours: 404 is the sheet, which is theirs; 409 what is not possible. */
const whole = [200, 200, 404, 200, 409, 200, 200, 200, 200, 409]
const onDuty = [200, 200, 404, 403, 403, 200, 200, 200, 200, 409]
const none = Array(10).fill(403)

const expected: Record<Role, number[]> = {
  case_worker: whole,
  integrator: whole,
  supervisor: onDuty,
  duty_worker: onDuty,
  intake_worker: none,
  police_liaison: none,
  focal_point: none,
  node_administrator: none,
  data_protection_officer: none,
}

describe('each role, over HTTP', () => {
  for (const role of Role.options) {
    test(role, async ({ as, plannedThere }) => {
      const { id } = await plannedThere()
      const caller = await as(role)
      const statuses: string[] = []
      for (const [name, call] of calls)
        statuses.push(`${name} ${(await call(caller, id)).statusCode}`)
      const named = expected[role].map((status, index) => `${calls[index]?.[0]} ${status}`)
      expect(statuses).toEqual(named)
    })
  }
})

test('another organisation finds a journey exactly as it finds one that is not there', async ({
  as,
  plannedThere,
  plannedHere,
  node,
}) => {
  const ids = [(await plannedThere()).id, (await plannedHere()).id]
  const neighbour = await as('neighbour')
  await neighbour.get('/referrals')
  const attempts = async (id: string) => {
    const replies = []
    for (const [, call] of calls) replies.push(await call(neighbour, id))
    return replies.map(({ statusCode, body }) => [statusCode, body])
  }
  const rows = await changedRows(node.db, async () => {
    const missing = await attempts(node.randomId())
    expect(missing.map(([status]) => status)).toEqual(Array(10).fill(404))
    for (const id of ids) expect(await attempts(id)).toEqual(missing)
  })
  expect(rows).toEqual({})
})
