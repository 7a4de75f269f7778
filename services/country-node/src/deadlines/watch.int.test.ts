import type { RandomId } from '@causeway/schemas/wire'
import { beforeEach, describe, expect } from 'vitest'
import { HOUR } from '../../test/deadline-facts.ts'
import { silent, test } from '../../test/deadline-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'
import { runDeadline } from './run-deadline.ts'

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

const names = (rows: { kind: string; key: string; done_at: number | null }[]) =>
  rows.filter(({ done_at }) => done_at === null).map(({ kind, key }) => `${kind} ${key}`)

const depart = { phoned_in: false, reaffirmed: true }
const met = { data: { kind: 'by_plan', words: 'not_used', when: nowInSeconds(), phoned_in: false } }

describe('a plan that both have signed', () => {
  test('is watched leg by leg without a click, and she is awaited until she is met', async ({
    plannedThere,
    deadlinesFor,
    as,
    ro,
    say,
  }) => {
    const { id } = await plannedThere()
    const arrivals = ['arrival 1.1', 'arrival 1.2']
    expect(names(await deadlinesFor(id))).toEqual(['departure 1.1', ...arrivals])
    const worker = await as('case_worker')
    const leave = (leg?: number) =>
      worker.post(`/referrals/${id}/depart`, leg ? { ...depart, leg } : depart)
    expect((await leave(2)).statusCode).toBe(409)
    expect((await leave()).statusCode).toBe(200)
    expect(names(await deadlinesFor(id)).toSorted()).toEqual([...arrivals, 'departure 1.2'])
    expect((await leave()).statusCode).toBe(409)
    expect((await leave(2)).statusCode).toBe(200)
    expect(names(await deadlinesFor(id))).toEqual(['arrival 1.2'])
    expect((await leave(3)).json()).toMatchObject({ errors: [{ pointer: '/leg' }] })
    await say(ro, id, 'arrived', met)
    expect(names(await deadlinesFor(id))).toEqual([])
  })

  test('of whose departure nobody says anything raises an alarm, over once she has left', async ({
    plannedThere,
    alarmsFor,
    sweepAt,
    as,
    clock,
  }) => {
    const { id, text: plan } = await plannedThere()
    const departs = plan.legs[0]?.departs_at ?? 0
    await sweepAt(departs + HOUR - 60)
    expect(await alarmsFor(id)).toEqual([])
    await sweepAt(departs + HOUR + 60)
    expect(await alarmsFor(id)).toMatchObject([
      { kind: 'not_departed', key: '1.1', side: 'sender', told: ['worker'] },
    ])
    clock.offset = 0
    const reply = await (await as('duty_worker')).post(`/referrals/${id}/depart`, {
      ...depart,
      phoned_in: true,
    })
    expect(reply.statusCode).toBe(200)
    expect(await alarmsFor(id)).toMatchObject([{ outcome: 'over' }])
  })

  test('that is broken is said to both sides by the watch, once, and climbs until somebody acts', async ({
    plannedThere,
    deadlinesFor,
    alarmsFor,
    eventsOf,
    sweepAt,
    node,
    clock,
    as,
    db,
    ro,
    say,
  }) => {
    const { id, text } = await plannedThere()
    await (await as('case_worker')).post(`/referrals/${id}/depart`, depart)
    const due = (text.legs[0]?.due_at ?? 0) + HOUR
    const rows = await deadlinesFor(id)
    const arrival = rows.find(({ kind, key }) => kind === 'arrival' && key === '1.1')
    expect(arrival?.due_at).toBe(due)
    clock.offset = (due + 1) * 1000 - Date.now()
    const effect = await changedRows(db, () =>
      Promise.all(
        Array.from({ length: 6 }, () => runDeadline(node, silent, arrival?.id as RandomId)),
      ),
    )
    expect(effect).toEqual({
      alarm: 1,
      alarm_rung: 1,
      audit: 1,
      deadline: 2,
      notification: 1,
      outbox: 1,
      referral_event: 1,
    })
    expect(await eventsOf(id, 'missed')).toHaveLength(1)
    await sweepAt(due + 16 * 60)
    await sweepAt(due + 31 * 60)
    await sweepAt(due + 46 * 60)
    expect(await alarmsFor(id)).toMatchObject([
      { kind: 'missed', key: '1.1', told: ['worker', 'deputy', 'supervisor', 'focal_point'] },
    ])
    clock.offset = 0
    await say(ro, id, 'arrived', met)
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'missed', outcome: 'over' }])
  })

  test('that the other side says is broken raises the same alarm here at once', async ({
    plannedThere,
    alarmsFor,
    ro,
    say,
  }) => {
    const { id } = await plannedThere()
    await say(ro, id, 'missed', { data: { plan: 1, leg: 1 } })
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'missed', told: ['worker'] }])
    await say(ro, id, 'missed', { data: { plan: 1, leg: 1 } })
    expect(await alarmsFor(id)).toHaveLength(1)
  })

  test('that does not hold any more is not watched, and its alarms are over', async ({
    plannedThere,
    deadlinesFor,
    alarmsFor,
    ro,
    say,
  }) => {
    const { id } = await plannedThere()
    await say(ro, id, 'missed', { data: { plan: 1, leg: 1 } })
    await say(ro, id, 'travel_changed', { data: { plan: 1, reason: 'delayed' } })
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'missed', outcome: 'over' }])
    expect(names(await deadlinesFor(id))).toEqual([])
  })

  test('is watched on when the other side calls off, not knowing, what she has left by', async ({
    plannedThere,
    deadlinesFor,
    alarmsFor,
    sweepAt,
    linkOf,
    as,
    ro,
    say,
  }) => {
    const { id, text } = await plannedThere()
    const link = await linkOf(ro, id)
    const worker = await as('case_worker')
    expect((await worker.post(`/referrals/${id}/depart`, depart)).statusCode).toBe(200)
    const off = { data: { plan: 1, reason: 'cancelled' } }
    expect((await say(ro, id, 'travel_changed', { ...off, link })).outcome).toBe('applied')
    expect((await worker.get(`/referrals/${id}`)).json()).toMatchObject({ status: 'in_transit' })
    expect(names(await deadlinesFor(id))).toContain('arrival 1.1')
    await sweepAt((text.legs[0]?.due_at ?? 0) + HOUR + 60)
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'missed', key: '1.1', ended_at: null }])
    await say(ro, id, 'travel_changed', off)
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'missed', outcome: 'over' }])
    expect(names(await deadlinesFor(id))).toEqual([])
  })

  test('is watched again where it was called off, once it is heard that she had left', async ({
    plannedHere,
    deadlinesFor,
    linkOf,
    as,
    ro,
    say,
  }) => {
    const { id } = await plannedHere()
    const link = await linkOf(ro, id)
    const before = names(await deadlinesFor(id)).filter((name) => name.startsWith('arrival'))
    const worker = await as('case_worker')
    const callOff = () => worker.post(`/referrals/${id}/travel-changed`, { reason: 'cancelled' })
    expect((await callOff()).json().status).toBe('planned')
    expect(names(await deadlinesFor(id))).toEqual([])
    const left = { data: { plan: 1, when: nowInSeconds(), phoned_in: false }, link }
    expect((await say(ro, id, 'departed', left)).outcome).toBe('applied')
    expect((await worker.get(`/referrals/${id}`)).json()).toMatchObject({ status: 'in_transit' })
    expect(names(await deadlinesFor(id))).toEqual(expect.arrayContaining(before))
    expect((await callOff()).json().status).toBe('planned')
  })

  test('is watched to its end though it was reported broken and the alarm was ended by hand', async ({
    plannedThere,
    alarmsFor,
    sweepAt,
    as,
    ro,
    say,
  }) => {
    const { id, text } = await plannedThere()
    await say(ro, id, 'missed', { data: { plan: 1, leg: 2 } })
    const [alarm] = await alarmsFor(id)
    const worker = await as('case_worker')
    const ended = await worker.post(`/alarms/${alarm?.id}/end`, { outcome: 'travelling_on' })
    expect(ended.json()).toEqual({ id: alarm?.id, status: 'ended' })
    await sweepAt((text.legs[1]?.due_at ?? 0) + HOUR + 60)
    const again = (await alarmsFor(id)).filter(
      ({ key, kind }) => kind === 'missed' && key === '1.2',
    )
    expect(again).toMatchObject([
      { round: 1, outcome: 'travelling_on' },
      { round: 2, ended_at: null },
    ])
  })

  test('is reviewed by a supervisor every week while contact is lost', async ({
    plannedThere,
    deadlinesFor,
    node,
    clock,
    db,
    ro,
    say,
  }) => {
    const { id } = await plannedThere()
    await say(ro, id, 'missed', { data: { plan: 1, leg: 1 } })
    await say(ro, id, 'lost_contact', { data: { plan: 1 } })
    const [review] = (await deadlinesFor(id)).filter(({ kind }) => kind === 'lost_contact_review')
    const start = review?.due_at ?? 0
    clock.offset = (start + 60) * 1000 - Date.now()
    const told = await changedRows(db, () =>
      Promise.all(
        Array.from({ length: 6 }, () => runDeadline(node, silent, review?.id as RandomId)),
      ),
    )
    expect(told).toEqual({ audit: 1, deadline: 1, notification: 1 })
    const [, next] = (await deadlinesFor(id)).filter(({ kind }) => kind === 'lost_contact_review')
    expect(next).toMatchObject({ key: '1.2', done_at: null })
    expect(Math.abs((next?.due_at ?? 0) - start - 60 - 7 * 24 * HOUR)).toBeLessThan(10)
  })

  test('goes on being watched when she withdraws on the way, and the answer is waited for', async ({
    plannedThere,
    deadlinesFor,
    alarmsFor,
    sweepAt,
    as,
  }) => {
    const { id, text } = await plannedThere()
    const worker = await as('case_worker')
    await worker.post(`/referrals/${id}/depart`, depart)
    const withdrawn = await worker.post(`/referrals/${id}/withdraw`, {})
    expect(withdrawn.statusCode, withdrawn.body).toBe(200)
    const open = names(await deadlinesFor(id)).map((name) => name.replace(/answer .*/, 'answer'))
    expect(open).toEqual(
      expect.arrayContaining(['arrival 1.1', 'arrival 1.2', 'withdrawal_answer']),
    )
    await sweepAt((text.legs[0]?.due_at ?? 0) + HOUR + 60)
    expect(await alarmsFor(id)).toMatchObject([{ kind: 'missed' }])
    await sweepAt(nowInSeconds() + 73 * HOUR)
    const kinds = (await alarmsFor(id)).map(({ kind }) => kind)
    expect(kinds).toContain('withdrawal_unanswered')
  })
})
