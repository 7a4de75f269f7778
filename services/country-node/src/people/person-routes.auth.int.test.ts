import { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { anAgreement, anItem, asTold, canaryRecord, heard } from '../../test/record.ts'

/** Statuses of: open, read, add, agree, list agreements, list organisations, verify the audit. */
const expected: Record<Role, number[]> = {
  case_worker: [201, 200, 201, 201, 200, 200, 403],
  integrator: [201, 200, 201, 201, 200, 200, 403],
  supervisor: [403, 200, 201, 403, 200, 200, 403],
  duty_worker: [403, 200, 403, 403, 403, 200, 403],
  intake_worker: [403, 403, 403, 403, 403, 200, 403],
  police_liaison: [403, 403, 403, 403, 403, 200, 403],
  focal_point: [403, 403, 403, 403, 403, 200, 403],
  data_protection_officer: [403, 403, 403, 403, 403, 200, 200],
  node_administrator: [403, 403, 403, 403, 403, 200, 403],
}

describe('each role, over HTTP', () => {
  for (const role of Role.options) {
    test(role, async ({ as, network: { receiver } }) => {
      const { id } = (await (await as('case_worker')).post('/people', canaryRecord())).json()
      const items = asTold([anItem('known_as', 'Ada')])
      const caller = await as(role)
      const replies = [
        await caller.post('/people', { heard, ...items }),
        await caller.get(`/people/${id}`),
        await caller.post(`/people/${id}/items`, items),
        await caller.post(`/people/${id}/agreements`, anAgreement(receiver)),
        await caller.get(`/people/${id}/agreements`),
        await caller.get('/organisations'),
        await caller.get('/audit/verification'),
      ]
      expect(replies.map((reply) => reply.statusCode)).toEqual(expected[role])
    })
  }
})

describe('another organisation', () => {
  test('finds a record of ours exactly as it finds one that is not there', async ({
    as,
    network: { receiver },
    context,
    db,
  }) => {
    const { id } = (await (await as('case_worker')).post('/people', canaryRecord())).json()
    const before = await db.selectFrom('audit_head').selectAll().execute()
    const neighbour = await as('neighbour')
    const attempts = async (person: string) => {
      const items = asTold([anItem('known_as', 'Ada')])
      const replies = [
        await neighbour.get(`/people/${person}`),
        await neighbour.post(`/people/${person}/items`, items),
        await neighbour.post(`/people/${person}/agreements`, anAgreement(receiver)),
        await neighbour.get(`/people/${person}/agreements`),
      ]
      return replies.map(({ statusCode, body, headers }) => [
        statusCode,
        body,
        headers['content-type'],
      ])
    }

    const ours = await attempts(id)
    expect(ours.map(([status]) => status)).toEqual([404, 404, 404, 404])
    expect(ours).toEqual(await attempts(context.randomId()))
    expect(await db.selectFrom('audit_head').selectAll().execute()).toEqual(before)
  })
})

describe('the full account', () => {
  const codesSeen = (reply: { json(): { items: { code: string }[] } }) =>
    reply.json().items.map((item) => item.code)

  for (const role of ['case_worker', 'supervisor', 'duty_worker', 'case-system'] as const) {
    const mayRead = role === 'case_worker' || role === 'supervisor'
    test(`is ${mayRead ? 'open' : 'closed'} to ${role}`, async ({ as }) => {
      const { id } = (await (await as('case_worker')).post('/people', canaryRecord())).json()
      const reply = await (await as(role)).get(`/people/${id}`)
      expect(codesSeen(reply).includes('full_account')).toBe(mayRead)
      expect(reply.json().withheld.includes('full_account')).toBe(!mayRead)
      expect(reply.body.includes('canary account')).toBe(mayRead)
    })
  }
})

describe('tokens of the development provider', () => {
  for (const user of ['foreigner', 'unknown_role']) {
    test(`of ${user} are refused`, async ({ as }) => {
      const reply = await (await as(user)).get('/organisations')
      expect(reply.json().type).toBe('urn:causeway:problem:token-refused')
    })
  }
})

test('every address below /api/v1 asks for a token, but the description', async ({ app }) => {
  const document = (await app.inject({ url: '/api/v1/openapi.json' })).json()
  for (const [path, item] of Object.entries<object>(document.paths)) {
    for (const method of Object.keys(item)) {
      const url = path.replace(/\{[^}]+\}/g, 'AAAAAAAAAAAAAAAAAAAAAA')
      const reply = await app.inject({ method: method.toUpperCase() as 'GET', url })
      expect(reply.statusCode).toBe(401)
    }
  }
})
