import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { anOffer, MARK } from '../../../test/offers.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { aRaisedAlarm } from '../../../test/raised-alarm.ts'
import { test } from '../../../test/sign-in-test.ts'

test('whoever is on duty finds an alarm at home, takes it on, and says what came of it', async ({
  visitor,
  node,
  ro,
  parties,
  receive,
}) => {
  const { referral, message } = anOffer(ro, parties)
  await receive(await ro.post([message]))
  const alarm = await aRaisedAlarm(node, referral as RandomId)
  const at = `/alarms/${alarm}`
  const duty = aPageVisitor(visitor('duty_worker'))

  const home = await duty.see('/')
  expect(home).toContain(`href="${at}">Alarm<`)
  const list = await duty.see('/alarms')
  expect(list).toContain('Nobody has looked at an emergency')
  expect(list).toContain('If nobody takes it on, next: the worker who stands in')
  const open = await duty.see(at)
  expect(open).toContain('Told: her worker')
  expect(open).toContain('Will be told if nobody takes it on: the focal point')

  const taken = await duty.fill(open, `${at}/take`, {})
  expect(taken).toMatchObject({ status: 303, to: `${at}?done=alarm_taken` })
  expect(await taken.again()).toBe(303)
  const after = await duty.see(at)
  expect(after).toContain('Taken on by the duty worker')
  expect(after).not.toContain('Will be told')
  expect(after).not.toContain('I take it on')
  expect(await duty.see('/')).toContain('Alarm: somebody has taken it on')

  const unsaid = await duty.fill(after, at, {})
  expect([unsaid.status, unsaid.text.includes('Say what came of it')]).toEqual([422, true])
  const colleague = aPageVisitor(visitor('supervisor'))
  const theirs = await colleague.see(at)
  const ended = await duty.fill(after, at, { alarm_outcome: 'handled' })
  expect(ended).toMatchObject({ status: 303, to: '/alarms?done=alarm_ended' })
  expect(await duty.see('/')).not.toContain(at)
  const closed = await duty.see(at)
  expect(closed).toContain('It is dealt with')
  expect(closed).not.toContain('End this alarm')
  for (const page of [home, list, open, after, closed]) expect(page).not.toContain(MARK)
  const late = await colleague.fill(theirs, at, { alarm_outcome: 'false_alarm' })
  expect(late.status).toBe(409)
})
