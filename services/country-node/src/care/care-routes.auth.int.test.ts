import { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import type { Caller } from '../../test/caller.ts'
import { test } from '../../test/journey-test.ts'
import { changedRows } from '../../test/rows.ts'

const arrival = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }
const confirmation = { phoned_in: true, feedback: 'none', spoken_with_her: true }

const calls: [
  string,
  (caller: Caller, id: string) => Promise<{ statusCode: number; body: string }>,
][] = [
  ['in care', (it, id) => it.post(`/referrals/${id}/in-care`, confirmation)],
  ['follow-ups', (it, id) => it.get(`/referrals/${id}/follow-ups`)],
  [
    'record',
    (it, id) => it.post(`/referrals/${id}/follow-ups`, { step: 'next_day', reached: true }),
  ],
  ['close', (it, id) => it.post(`/referrals/${id}/close`, { outcome: 'self_reliant' })],
  ['due', (it) => it.get('/follow-ups/due')],
]

/** Of somebody who was met: 400 is an outcome that does not fit before she is in care. */
const expected: Record<Role, number[]> = {
  case_worker: [200, 200, 200, 200, 200],
  integrator: [200, 200, 200, 200, 200],
  duty_worker: [200, 403, 403, 403, 403],
  supervisor: [403, 200, 403, 400, 200],
  intake_worker: Array(5).fill(403),
  police_liaison: Array(5).fill(403),
  focal_point: Array(5).fill(403),
  node_administrator: Array(5).fill(403),
  data_protection_officer: Array(5).fill(403),
}

const metHere = test.extend('metHere', { scope: 'file' }, ({ as, acceptedHere }) => async () => {
  const { id } = await acceptedHere({ packet: false })
  await (await as('case_worker')).post(`/referrals/${id}/arrive`, arrival)
  return id
})

describe('each role, over HTTP', () => {
  for (const role of Role.options) {
    metHere(role, async ({ as, metHere: meet }) => {
      const id = await meet()
      const caller = await as(role)
      const statuses: string[] = []
      for (const [name, call] of calls)
        statuses.push(`${name} ${(await call(caller, id)).statusCode}`)
      const named = expected[role].map((status, index) => `${calls[index]?.[0]} ${status}`)
      expect(statuses).toEqual(named)
    })
  }
})

metHere('another organisation finds nothing of it', async ({ as, metHere: meet, node }) => {
  const id = await meet()
  const neighbour = await as('neighbour')
  await neighbour.get('/referrals')
  const about = calls.slice(0, 4)
  const attempts = async (referral: string) => {
    const replies = []
    for (const [, call] of about) replies.push(await call(neighbour, referral))
    return replies.map(({ statusCode, body }) => [statusCode, body])
  }
  const rows = await changedRows(node.db, async () => {
    const missing = await attempts(node.randomId())
    expect(missing.map(([status]) => status)).toEqual(Array(4).fill(404))
    expect(await attempts(id)).toEqual(missing)
    expect((await neighbour.get('/follow-ups/due')).json()).toEqual({ due: [] })
  })
  expect(rows).toEqual({})
})
