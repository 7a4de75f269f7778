import type { RandomId } from '@causeway/schemas/wire'
import { beforeEach, describe, expect } from 'vitest'
import { DAY, HOUR } from '../../test/deadline-facts.ts'
import { silent, test } from '../../test/deadline-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'
import { runDeadline } from './run-deadline.ts'

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

const kindsOf = (rows: { kind: string }[]) => rows.map(({ kind }) => kind)

describe('an offer that waits for our answer', () => {
  test('is told to worker and focal point at half time, once, and no more when it is answered', async ({
    offeredHere,
    deadlinesFor,
    alarmsFor,
    sweepAt,
    as,
    db,
    clock,
  }) => {
    const id = await offeredHere()
    expect(kindsOf(await deadlinesFor(id))).toEqual(['answer_half', 'answer_end'])
    await sweepAt(nowInSeconds() + 36 * HOUR - 60)
    expect(await alarmsFor(id)).toEqual([])
    await sweepAt(nowInSeconds() + 36 * HOUR + 60)
    expect(await alarmsFor(id)).toMatchObject([
      { kind: 'unanswered', ended_at: null, told: ['worker', 'focal_point'] },
    ])
    expect(await changedRows(db, () => sweepAt(nowInSeconds() + 37 * HOUR))).toEqual({})

    clock.offset = 0
    const intake = await as('intake_worker')
    const accept = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
    const services = ['safe_housing']
    const reply = await intake.post(`/referrals/${id}/accept`, { ...accept, services })
    expect(reply.statusCode).toBe(200)
    expect(await alarmsFor(id)).toMatchObject([{ ended_at: expect.any(Number), outcome: 'over' }])
    expect((await deadlinesFor(id)).filter(({ done_at }) => done_at === null)).toEqual([])
  })

  test('is not ended by our own node when its time is over: that is for its sender', async ({
    offeredHere,
    deadlinesFor,
    eventsOf,
    sweepAt,
  }) => {
    const id = await offeredHere()
    await sweepAt(nowInSeconds() + 73 * HOUR)
    expect(await eventsOf(id, 'expired')).toEqual([])
    expect((await deadlinesFor(id)).every(({ done_at }) => done_at !== null)).toBe(true)
  })

  test('that is an emergency is looked at within the hour, or the ladder is climbed', async ({
    offeredHere,
    alarmsFor,
    sweepAt,
    as,
  }) => {
    const [seen, unseen] = [await offeredHere('emergency'), await offeredHere('emergency')]
    const intake = await as('intake_worker')
    expect((await intake.post(`/referrals/${seen}/open`, {})).statusCode).toBe(200)
    const start = nowInSeconds()
    await sweepAt(start + HOUR + 60)
    expect(await alarmsFor(seen)).toEqual([])
    expect(await alarmsFor(unseen)).toMatchObject([{ kind: 'unacknowledged', told: ['worker'] }])
    await sweepAt(start + HOUR + 20 * 60)
    await sweepAt(start + HOUR + 35 * 60)
    const [alarm] = await alarmsFor(unseen)
    expect(alarm?.told).toEqual(['worker', 'deputy', 'supervisor'])
    await sweepAt(start + 2 * HOUR)
    expect((await alarmsFor(unseen))[0]?.told.at(-1)).toBe('focal_point')
  })

  test('waits while it is paused, and for as long as it was', async ({
    offeredHere,
    deadlinesFor,
    as,
    clock,
  }) => {
    const id = await offeredHere()
    const before = await deadlinesFor(id)
    const worker = await as('case_worker')
    const pause = await worker.post(`/referrals/${id}/pause`, { by_her: true })
    expect(pause.statusCode).toBe(200)
    expect(await deadlinesFor(id)).toEqual([])
    clock.offset = 120_000
    const resume = await worker.post(`/referrals/${id}/resume`, { on_her_word: true })
    expect(resume.statusCode, resume.body).toBe(200)
    const after = await deadlinesFor(id)
    expect(kindsOf(after)).toEqual(kindsOf(before))
    for (const [index, { due_at }] of after.entries()) {
      const moved = due_at - (before[index]?.due_at ?? 0)
      expect(Math.abs(moved - 120)).toBeLessThanOrEqual(2)
    }
  })
})

describe('an offer of ours', () => {
  test('has no end before the other side has it, and then as it says', async ({
    appliedThere,
    deadlinesFor,
    as,
  }) => {
    const id = await appliedThere()
    expect(kindsOf(await deadlinesFor(id))).toEqual(['answer_end'])
    const [end] = await deadlinesFor(id)
    expect(Math.abs((end?.due_at ?? 0) - nowInSeconds() - 72 * HOUR)).toBeLessThan(30)
    const view = (await (await as('case_worker')).get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ answer_by: end?.due_at, alarms: [] })
  })

  test('ends once when nobody answers, however many processes find out', async ({
    appliedThere,
    deadlinesFor,
    alarmsFor,
    eventsOf,
    node,
    clock,
    db,
  }) => {
    const id = await appliedThere()
    const [end] = await deadlinesFor(id)
    clock.offset = 73 * HOUR * 1000
    const rows = await changedRows(db, () =>
      Promise.all(Array.from({ length: 8 }, () => runDeadline(node, silent, end?.id as RandomId))),
    )
    expect(rows).toEqual({
      alarm: 1,
      alarm_rung: 2,
      audit: 1,
      notification: 2,
      outbox: 1,
      referral_event: 1,
    })
    expect(await eventsOf(id, 'expired')).toHaveLength(1)
    expect(await alarmsFor(id)).toMatchObject([
      { kind: 'expired', ended_at: null, told: ['worker', 'focal_point'] },
    ])
  })

  test('that was answered in time does not end, though its job comes late', async ({
    appliedThere,
    deadlinesFor,
    eventsOf,
    node,
    ro,
    say,
    clock,
  }) => {
    const id = await appliedThere()
    const [end] = await deadlinesFor(id)
    await say(ro, id, 'declined', { data: { reason: 'no_capacity' } })
    clock.offset = 30 * DAY * 1000
    await runDeadline(node, silent, end?.id as RandomId)
    expect(await eventsOf(id, 'expired')).toEqual([])
  })

  test('that never arrives, and is an emergency, is noticed within the hour', async ({
    appliedThere,
    alarmsFor,
    db,
    sweepAt,
  }) => {
    const id = await appliedThere('emergency')
    await db.deleteFrom('receipt').where('kind', '=', 'applied').execute()
    await sweepAt(nowInSeconds() + HOUR + 60)
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'unacknowledged', side: 'sender' }])
  })

  test('cannot be ended while nothing can be sealed: it is told, and ended later', async ({
    appliedThere,
    deadlinesFor,
    alarmsFor,
    eventsOf,
    node,
    clock,
  }) => {
    const id = await appliedThere()
    const [end] = await deadlinesFor(id)
    clock.offset = 73 * HOUR * 1000
    const stale = { ...node, directory: { ...node.directory, freshUntil: nowInSeconds() } }
    await expect(runDeadline(stale, silent, end?.id as RandomId)).rejects.toThrow()
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'expired', ended_at: null }])
    expect(await eventsOf(id, 'expired')).toEqual([])
    await runDeadline(node, silent, end?.id as RandomId)
    expect(await eventsOf(id, 'expired')).toHaveLength(1)
    expect(await alarmsFor(id)).toHaveLength(1)
  })
})
