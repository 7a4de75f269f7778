import { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { anAgreement, canaryRecord } from '../../test/record.ts'

const asked = { lang: 'ron', how: 'spoken', interpreter: 'telephone' }
const doubt = { reason: 'duress_doubt' }

/** Statuses of: preview, record, list, receipt, reaffirm, invalidate. */
const expected: Record<Role, number[]> = {
  case_worker: [200, 201, 200, 200, 200, 200],
  integrator: [200, 201, 200, 200, 200, 200],
  supervisor: [200, 403, 200, 403, 403, 200],
  /** Only while she is awaited; here nobody is. */
  duty_worker: [403, 403, 403, 403, 403, 403],
  intake_worker: [403, 403, 403, 403, 403, 403],
  police_liaison: [403, 403, 403, 403, 403, 403],
  focal_point: [403, 403, 403, 403, 403, 403],
  data_protection_officer: [403, 403, 403, 403, 403, 403],
  node_administrator: [403, 403, 403, 403, 403, 403],
}

describe('each role, over HTTP', () => {
  for (const role of Role.options) {
    test(role, async ({ as, network: { receiver } }) => {
      const worker = await as('case_worker')
      const { id } = (await worker.post('/people', canaryRecord())).json()
      const given = anAgreement(receiver)
      const agreed = await worker.post(`/people/${id}/agreements`, given)
      const agreement = `/agreements/${agreed.json().id}`
      const wish = { receiver, purpose: 'return', services: ['legal_aid'], items: [] }
      const caller = await as(role)
      const replies = [
        await caller.post(`/people/${id}/agreements/preview`, wish),
        await caller.post(`/people/${id}/agreements`, given),
        await caller.get(`/people/${id}/agreements`),
        await caller.get(`${agreement}/receipt`),
        await caller.post(`${agreement}/reaffirm`, asked),
        await caller.post(`${agreement}/invalidate`, doubt),
      ]
      expect(replies.map((reply) => reply.statusCode)).toEqual(expected[role])
    })
  }
})

test('another organisation finds an agreement of ours exactly as it finds one that is not there', async ({
  as,
  network: { receiver },
  context,
  db,
}) => {
  const worker = await as('case_worker')
  const { id } = (await worker.post('/people', canaryRecord())).json()
  const agreed = await worker.post(`/people/${id}/agreements`, anAgreement(receiver))
  const before = await db.selectFrom('audit_head').selectAll().execute()
  const neighbour = await as('neighbour')
  const attempts = async (person: string, agreement: string) => {
    const wish = { receiver, purpose: 'return', services: ['legal_aid'], items: [] }
    const replies = [
      await neighbour.post(`/people/${person}/agreements/preview`, wish),
      await neighbour.get(`/agreements/${agreement}/receipt`),
      await neighbour.post(`/agreements/${agreement}/reaffirm`, asked),
      await neighbour.post(`/agreements/${agreement}/invalidate`, doubt),
    ]
    return replies.map(({ statusCode, body }) => [statusCode, body])
  }
  const missing = await attempts(context.randomId(), context.randomId())
  expect(missing.map(([status]) => status)).toEqual([404, 404, 404, 404])
  expect(await attempts(id, agreed.json().id)).toEqual(missing)
  expect(await db.selectFrom('audit_head').selectAll().execute()).toEqual(before)
})
