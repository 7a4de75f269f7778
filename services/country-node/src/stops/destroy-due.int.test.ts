import { describe, expect } from 'vitest'
import { anArrived } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { changedRows } from '../../test/rows.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { destroyDue } from './destroy-due.ts'

const DAY = 86_400_000
const who = { worker: 'Synthetic One', deputy: 'Synthetic Two', duty_phone: '+40700123456' }
const accept = { ...who, services: ['legal_aid'] }

const test = base
  .extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({ db, peer: ro, receive }))
  .extend('keysOf', { scope: 'file' }, ({ db }) => async (referral: string) => {
    const rows = await db
      .selectFrom('data_key')
      .select('category')
      .where('subject_id', '=', referral)
      .orderBy('category')
      .execute()
    return rows.map(({ category }) => category)
  })

describe('what was received in a referral that ended', () => {
  test('is kept for seven days and destroyed then, once', async ({
    as,
    parts,
    parties,
    node,
    clock,
    keysOf,
  }) => {
    clock.offset = 0
    const worker = await as('case_worker')
    const { referral } = await anArrived(parts, parties)
    await worker.post(`/referrals/${referral}/decline`, { reason: 'no_capacity' })
    const packet = await (await as('supervisor')).get(`/referrals/${referral}/packet`)
    expect(packet.json()).toMatchObject({ type: 'urn:causeway:problem:referral-ended' })

    clock.offset = 7 * DAY - 60_000
    await destroyDue(node)
    expect(await keysOf(referral)).toContain('offer')
    clock.offset = 0
    expect((await worker.get(`/referrals/${referral}/offer`)).statusCode).toBe(200)

    clock.offset = 7 * DAY + 60_000
    const keys = (await keysOf(referral)).length
    const rows = await changedRows(node.db, async () => {
      await Promise.all([destroyDue(node), destroyDue(node)])
      await destroyDue(node)
    })
    expect(rows).toEqual({ audit: 1, data_key: -keys })
    expect(await keysOf(referral)).toEqual([])
    clock.offset = 0
    expect((await worker.get(`/referrals/${referral}/offer`)).statusCode).toBe(404)
    const view = (await worker.get(`/referrals/${referral}`)).json()
    expect(view).toMatchObject({ status: 'declined' })
    expect(await verifyAudit(node.db)).not.toHaveProperty('brokenAt')
  })

  test('is destroyed again when something came to it afterwards', async ({
    as,
    parts,
    parties,
    node,
    clock,
    keysOf,
  }) => {
    clock.offset = 0
    const worker = await as('case_worker')
    const { referral, there } = await anArrived(parts, parties)
    const late = there.prepare('asked', { question: 'other', pauses_clock: false }, { text: 'Q' })
    await worker.post(`/referrals/${referral}/decline`, { reason: 'no_capacity' })
    clock.offset = 7 * DAY + 60_000
    await destroyDue(node)
    await there.deliver(late)
    expect(await keysOf(referral)).toEqual(['question'])
    await destroyDue(node)
    expect(await keysOf(referral)).toEqual([])
  })

  test('stays while the referral runs, and when she withdrew: that destroys nothing', async ({
    as,
    parts,
    parties,
    node,
    clock,
    keysOf,
  }) => {
    clock.offset = 0
    const worker = await as('case_worker')
    const running = await anArrived(parts, parties)
    const withdrawn = await anArrived(parts, parties)
    await worker.post(`/referrals/${running.referral}/accept`, accept)
    await withdrawn.there.say('withdrawn')
    clock.offset = 30 * DAY
    await destroyDue(node)
    expect(await keysOf(running.referral)).toContain('offer')
    expect(await keysOf(withdrawn.referral)).toContain('offer')
  })
})
