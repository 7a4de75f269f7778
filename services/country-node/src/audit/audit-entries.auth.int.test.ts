import { Role } from '@causeway/schemas/codes'
import { expect } from 'vitest'
import { test } from '../../test/journey-test.ts'
import { anOffered, aReadyRecord } from '../../test/story.ts'

const officer = 'data_protection_officer'
const others = Role.options.filter((role) => role !== officer && role !== 'integrator')
const readings = ['/audit/entries', '/audit/checks', '/audit/verification', '/disclosures']

for (const name of [...others, 'case-system']) {
  test(`${name} reads neither the audit nor the register, and checks nothing`, async ({
    as,
    db,
  }) => {
    const caller = await as(name)
    const refused = { type: 'urn:causeway:problem:not-permitted' }
    for (const path of readings) {
      expect((await caller.get(path)).json(), path).toMatchObject(refused)
    }
    expect((await caller.post('/audit/checks', {})).json()).toMatchObject(refused)
    expect(await db.selectFrom('audit_check').select('id').execute()).toEqual([])
  })
}

test('the officer sees acts and disclosures of every organisation of the node, by ids and codes', async ({
  as,
  network,
}) => {
  const neighbour = await as('neighbour')
  const { id: person } = (await neighbour.post('/people', aReadyRecord())).json()
  const { id } = await anOffered(neighbour, network.receiver)
  const reader = await as(officer)
  const { entries } = (await reader.get(`/audit/entries?person=${person}`)).json()
  expect(entries).toMatchObject([{ act: 'person.create', by: { org: network.other } }])
  const { disclosures } = (await reader.get(`/disclosures?referral=${id}`)).json()
  expect(disclosures).toMatchObject([{ referral: id, from: network.other }])
  expect((await reader.get(`/people/${person}/withdrawals`)).statusCode).toBe(404)
})
