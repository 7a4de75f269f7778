import { beforeEach, describe, expect } from 'vitest'
import { HOUR } from '../../test/deadline-facts.ts'
import { test } from '../../test/deadline-test.ts'
import { MARK } from '../../test/offers.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

const late = () => nowInSeconds() + HOUR + 60

describe('an alarm', () => {
  test('says what waits and who was told, and nothing of the person', async ({
    offeredHere,
    alarmsFor,
    sweepAt,
    clock,
    as,
    db,
    lines,
  }) => {
    const id = await offeredHere('emergency')
    await sweepAt(late())
    clock.offset = 0
    const [alarm] = await alarmsFor(id)
    const reply = await (await as('case_worker')).get('/alarms')
    const shown = reply.json().alarms.find(({ referral }: { referral: string }) => referral === id)
    expect(shown).toEqual({
      id: alarm?.id,
      kind: 'unacknowledged',
      status: 'open',
      referral: id,
      org: alarm?.org,
      side: 'receiver',
      raised_at: alarm?.raised_at,
      told: [{ role: 'worker', at: alarm?.raised_at }],
    })
    const messages = await db.selectFrom('notification').selectAll().execute()
    expect(messages).toMatchObject([{ role: 'worker', org: alarm?.org, kind: 'item_waiting' }])
    expect(Object.keys(messages[0] ?? {}).toSorted()).toEqual([
      'at',
      'kind',
      'mailed_at',
      'org',
      'position',
      'role',
    ])
    const logged = lines.filter((line) => line.includes('"notification":"item_waiting"'))
    expect(logged).toHaveLength(1)
    expect(logged.join()).not.toContain(id)
    expect(logged.join()).not.toContain(alarm?.id)
    expect(lines.join()).not.toContain(MARK)
  })

  test('that somebody takes on climbs no further, and says who was first, once', async ({
    offeredHere,
    alarmsFor,
    deadlinesFor,
    sweepAt,
    clock,
    as,
    db,
  }) => {
    const id = await offeredHere('emergency')
    await sweepAt(late())
    clock.offset = 0
    const [alarm] = await alarmsFor(id)
    const url = `/alarms/${alarm?.id}/acknowledge`
    const [duty, supervisor] = [await as('duty_worker'), await as('supervisor')]
    const first = await duty.post(url, {}, 'key-1')
    expect(first.json()).toEqual({ id: alarm?.id, status: 'acknowledged' })
    expect(await changedRows(db, () => duty.post(url, {}, 'key-1'))).toEqual({})
    expect((await supervisor.post(url, {})).json().status).toBe('acknowledged')
    expect(await alarmsFor(id)).toMatchObject([
      { acknowledged_role: 'duty_worker', told: ['worker'] },
    ])
    expect((await deadlinesFor(id)).filter(({ kind }) => kind === 'rung')).toEqual([])
    await sweepAt(late() + 2 * HOUR)
    expect((await alarmsFor(id))[0]?.told).toEqual(['worker'])
  })

  test('that somebody ends says what came of it, and cannot be taken on any more', async ({
    offeredHere,
    alarmsFor,
    sweepAt,
    clock,
    as,
  }) => {
    const id = await offeredHere('emergency')
    await sweepAt(late())
    clock.offset = 0
    const [alarm] = await alarmsFor(id)
    const worker = await as('case_worker')
    const bad = await worker.post(`/alarms/${alarm?.id}/end`, { outcome: 'Zqxvjw' })
    expect(bad.json()).toMatchObject({ errors: [{ pointer: '/outcome', in: 'body' }] })
    expect(bad.body).not.toContain('Zqxvjw')
    const ended = await worker.post(`/alarms/${alarm?.id}/end`, { outcome: 'handled' })
    expect(ended.json().status).toBe('ended')
    for (const url of ['acknowledge', 'end']) {
      const reply = await worker.post(`/alarms/${alarm?.id}/${url}`, { outcome: 'handled' })
      expect(reply.statusCode).toBe(409)
      expect(reply.json().type).toContain('alarm-ended')
    }
  })

  test('is listed before all that have ended, page by page', async ({
    offeredHere,
    alarmsFor,
    sweepAt,
    clock,
    as,
  }) => {
    const ids = [await offeredHere('emergency'), await offeredHere('emergency')]
    await sweepAt(late())
    clock.offset = 0
    const worker = await as('case_worker')
    const [ended] = await alarmsFor(ids[1] as string)
    await worker.post(`/alarms/${ended?.id}/end`, { outcome: 'handled' })
    const seen: { id: string; status: string }[] = []
    let after: string | undefined
    do {
      const query = after ? `limit=1&after=${after}` : 'limit=1'
      const page = (await worker.get(`/alarms?${query}`)).json()
      expect(page.alarms).toHaveLength(1)
      seen.push(...page.alarms)
      after = page.next
    } while (after)
    const all = (await worker.get('/alarms')).json().alarms
    expect(seen).toEqual(all)
    const statuses = seen.map(({ status }) => status === 'ended')
    expect(statuses).toEqual(statuses.toSorted())
    expect(new Set(statuses).size).toBe(2)
    const bad = await worker.get('/alarms?after=Zqxvjw')
    expect(bad.json()).toMatchObject({ errors: [{ pointer: '/after', rule: 'invalid_cursor' }] })
  })
})
