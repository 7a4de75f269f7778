import type { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import { aPacketItem, MARK } from '../../test/offers.ts'
import { test } from '../../test/received-test.ts'
import { changedRows } from '../../test/rows.ts'

const wish = {
  items: ['full_name'],
  tier: 't2',
  agreement: 'A'.repeat(22),
  because: 'synthetic reason',
}
const not: Role[] = ['supervisor', 'duty_worker', 'intake_worker', 'police_liaison', 'focal_point']

describe('who may let one item more go', () => {
  for (const role of not) {
    test(`not the ${role}`, async ({ acceptedThere, as, node }) => {
      const { id, agreement } = await acceptedThere()
      const caller = await as(role)
      await caller.get('/organisations')
      const rows = await changedRows(node.db, async () => {
        const reply = await caller.post(`/referrals/${id}/disclosures`, { ...wish, agreement })
        expect(reply.json().type).toBe('urn:causeway:problem:not-permitted')
      })
      expect(rows).toEqual({})
    })
  }

  test('nobody of another organisation: to them there is no such referral', async ({
    acceptedThere,
    as,
  }) => {
    const { id, agreement } = await acceptedThere()
    const reply = await (await as('neighbour')).post(`/referrals/${id}/disclosures`, {
      ...wish,
      agreement,
    })
    expect(reply.json().type).toBe('urn:causeway:problem:not-found')
  })

  test('nobody at the receiver: it cannot disclose what it was shown', async ({
    accepted,
    as,
    node,
  }) => {
    const { id } = await accepted(['full_name'])
    const worker = await as('case_worker')
    const rows = await changedRows(node.db, async () => {
      const reply = await worker.post(`/referrals/${id}/disclosures`, wish)
      expect(reply.json().type).toBe('urn:causeway:problem:transition-refused')
    })
    expect(rows).toEqual({})
  })
})

test('the full account that came is for who works with her on it, and for no machine', async ({
  accepted,
  as,
}) => {
  const { id, send } = await accepted(['full_account'], { release: true })
  await send({ items: [aPacketItem('full_account', `account ${MARK}`)], tier: 't3' })
  const read = async (name: string) =>
    (await (await as(name)).get(`/referrals/${id}/packet`)).json()
  expect((await read('case_worker')).packet.items).toMatchObject([{ code: 'full_account' }])
  const machine = await read('case-system')
  expect(machine.packet).toMatchObject({ items: [], withheld: ['full_account'] })
  expect(JSON.stringify(machine)).not.toContain(MARK)
})
