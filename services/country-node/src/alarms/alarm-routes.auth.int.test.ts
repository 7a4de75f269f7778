import { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { HOUR } from '../../test/deadline-facts.ts'
import { test as base } from '../../test/deadline-test.ts'
import { anId, nowInSeconds } from '../../test/peer.ts'

const test = base.extend(
  'anAlarm',
  { scope: 'file' },
  ({ offeredHere, alarmsFor, sweepAt, clock }) =>
    async () => {
      clock.offset = 0
      const id = await offeredHere('emergency')
      await sweepAt(nowInSeconds() + HOUR + 60)
      clock.offset = 0
      const [alarm] = await alarmsFor(id)
      return alarm?.id as RandomId
    },
)

/** List, acknowledge, end. */
const expected: Record<Role, [number, number, number]> = {
  case_worker: [200, 200, 200],
  intake_worker: [200, 200, 403],
  duty_worker: [200, 200, 200],
  supervisor: [200, 200, 200],
  focal_point: [200, 200, 403],
  police_liaison: [403, 403, 403],
  data_protection_officer: [403, 403, 403],
  node_administrator: [403, 403, 403],
  integrator: [403, 403, 403],
}

for (const role of Role.options) {
  test(`as ${role}, over HTTP`, async ({ as, anAlarm }) => {
    const id = await anAlarm()
    const caller = await as(role)
    const replies = [
      await caller.get('/alarms'),
      await caller.post(`/alarms/${id}/acknowledge`, {}),
      await caller.post(`/alarms/${id}/end`, { outcome: 'handled' }),
    ]
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(expected[role])
  })
}

test('another organisation finds no alarm of ours; the focal point of the node sees all', async ({
  as,
  anAlarm,
  db,
  network,
}) => {
  const id = await anAlarm()
  const neighbour = await as('neighbour')
  const body = { outcome: 'handled' }
  expect((await neighbour.get('/alarms')).json().alarms).toEqual([])
  for (const act of ['acknowledge', 'end']) {
    const theirs = await neighbour.post(`/alarms/${id}/${act}`, body)
    const none = await neighbour.post(`/alarms/${anId()}/${act}`, body)
    expect([theirs.statusCode, theirs.json()]).toEqual([404, none.json()])
  }

  const { other } = network
  await db.updateTable('alarm').set({ org: other }).where('id', '=', id).execute()
  const [focal, worker] = [await as('focal_point'), await as('case_worker')]
  const listed = async (caller: typeof focal) =>
    (await caller.get('/alarms')).json().alarms.map((alarm: { id: string }) => alarm.id)
  expect(await listed(worker)).not.toContain(id)
  expect(await listed(focal)).toContain(id)
  expect((await focal.post(`/alarms/${id}/acknowledge`, {})).statusCode).toBe(200)
})

test('a focal point reads alarms and no case: referral, person and offer stay closed', async ({
  as,
  anAlarm,
  db,
}) => {
  const id = await anAlarm()
  const { referral_id } = await db
    .selectFrom('alarm')
    .select('referral_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const focal = await as('focal_point')
  for (const url of ['', '/offer', '/packet', '/evidence', '/plan', '/meeting-sheet']) {
    expect((await focal.get(`/referrals/${referral_id}${url}`)).statusCode, url).toBe(403)
  }
})
