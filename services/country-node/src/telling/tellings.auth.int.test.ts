import { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import type { Caller } from '../../test/caller.ts'
import { test } from '../../test/journey-test.ts'
import { canaryRecord } from '../../test/record.ts'
import { changedRows } from '../../test/rows.ts'

const telling = {
  topic: 'full_name',
  form: 'conversation',
  was_asked: true,
  is_reusable: true,
  because: 'synthetic',
}

type Call = (caller: Caller, ids: { person: string; referral: string }) => ReturnType<Caller['get']>
const calls: [string, Call][] = [
  ['read hers', (it, { person }) => it.get(`/people/${person}/told`)],
  ['tell hers', (it, { person }) => it.post(`/people/${person}/tellings`, telling)],
  ['read', (it, { referral }) => it.get(`/referrals/${referral}/told`)],
  ['tell', (it, { referral }) => it.post(`/referrals/${referral}/tellings`, telling)],
]

const expected: Record<Role, number[]> = {
  case_worker: [200, 201, 200, 201],
  integrator: [200, 201, 200, 201],
  supervisor: [200, 201, 200, 201],
  /** Nobody waits for her: at night there is nothing to ask. */
  duty_worker: Array(4).fill(403),
  intake_worker: Array(4).fill(403),
  police_liaison: Array(4).fill(403),
  focal_point: Array(4).fill(403),
  node_administrator: Array(4).fill(403),
  data_protection_officer: Array(4).fill(403),
}

const known = test.extend('known', { scope: 'file' }, ({ as, acceptedHere }) => async () => {
  const { id: referral } = await acceptedHere()
  const { id: person } = (await (await as('case_worker')).post('/people', canaryRecord())).json()
  return { person: person as string, referral: referral as string }
})

describe('each role, over HTTP', () => {
  for (const role of Role.options) {
    known(role, async ({ as, known: know }) => {
      const ids = await know()
      const caller = await as(role)
      const statuses: string[] = []
      for (const [name, call] of calls)
        statuses.push(`${name} ${(await call(caller, ids)).statusCode}`)
      expect(statuses).toEqual(
        expected[role].map((status, index) => `${calls[index]?.[0]} ${status}`),
      )
    })
  }
})

known(
  'a colleague who is not assigned to her learns nothing, and why',
  async ({ as, known: know, node }) => {
    const ids = await know()
    await node.db
      .updateTable('assignment')
      .set({ ends_at: new Date(0) })
      .execute()
    const worker = await as('case_worker')
    const rows = await changedRows(node.db, async () => {
      for (const [, call] of calls) {
        expect((await call(worker, ids)).json().type).toBe('urn:causeway:problem:not-assigned')
      }
    })
    expect(rows).toEqual({})
  },
)

known('another organisation finds nothing of it', async ({ as, known: know, node }) => {
  const ids = await know()
  const neighbour = await as('neighbour')
  await neighbour.get('/organisations')
  const attempts = async (of: typeof ids) => {
    const replies = []
    for (const [, call] of calls) replies.push(await call(neighbour, of))
    return replies.map(({ statusCode, body }) => [statusCode, body])
  }
  const rows = await changedRows(node.db, async () => {
    const none = { person: node.randomId(), referral: node.randomId() }
    const missing = await attempts(none)
    expect(missing.map(([status]) => status)).toEqual(Array(4).fill(404))
    expect(await attempts(ids)).toEqual(missing)
  })
  expect(rows).toEqual({})
})
