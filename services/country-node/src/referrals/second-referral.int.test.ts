import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { aPersonWhoAgreed, aWish } from '../../test/story.ts'

describe('another referral of the same person', () => {
  test('waits while one is open, and goes when its receiver refused the offer', async ({
    as,
    network: { receiver },
    node,
    ro,
    receive,
  }) => {
    const worker = await as('case_worker')
    const about = await aPersonWhoAgreed(worker, receiver)
    const draft = async () => {
      const reply = await worker.post('/referrals', aWish(about.person, about.agreement, receiver))
      return reply.json().id as string
    }
    const offer = async (id: string) => (await worker.post(`/referrals/${id}/offer`, {})).statusCode

    const [first, second] = [await draft(), await draft()]
    expect((await Promise.all([offer(first), offer(second)])).toSorted()).toEqual([200, 409])
    const open = await node.db
      .selectFrom('referral')
      .select('id')
      .where('person_id', '=', about.person as never)
      .where('status', '=', 'offered')
      .executeTakeFirstOrThrow()
    const other = open.id === first ? second : first
    expect(await offer(other)).toBe(409)

    const env = 'A'.repeat(43) as never
    await node.db
      .updateTable('outbox')
      .set({ identity: env, seq: 1, envelope: 'sent', submitted_at: new Date() })
      .where('referral_id', '=', open.id)
      .execute()
    const refusal = ro.receipt({ env, kind: 'rejected', code: 'consent' })
    await receive(await ro.post([{ type: 'receipt', receipts: [refusal] }]))
    expect(await offer(other)).toBe(200)
  })
})
