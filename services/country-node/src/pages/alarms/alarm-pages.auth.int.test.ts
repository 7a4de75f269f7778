import { FORM_TOKEN } from '@causeway/page-kit'
import { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { anOffer } from '../../../test/offers.ts'
import { anId } from '../../../test/peer.ts'
import { aRaisedAlarm } from '../../../test/raised-alarm.ts'
import { test as base } from '../../../test/sign-in-test.ts'

const test = base.extend(
  'anAlarm',
  { scope: 'file' },
  ({ node, ro, parties, receive }) =>
    async () => {
      const { referral, message } = anOffer(ro, parties)
      await receive(await ro.post([message]))
      return { referral, alarm: await aRaisedAlarm(node, referral as RandomId) }
    },
)

const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8'

/** The list, the alarm, taking it on, ending it. */
const expected: Record<Exclude<Role, 'integrator'>, [number, number, number, number]> = {
  case_worker: [200, 200, 303, 303],
  intake_worker: [200, 200, 303, 403],
  duty_worker: [200, 200, 303, 303],
  supervisor: [200, 200, 303, 303],
  focal_point: [200, 200, 303, 403],
  police_liaison: [403, 403, 403, 403],
  data_protection_officer: [403, 403, 403, 403],
  node_administrator: [403, 403, 403, 403],
}

test('an address that names no place in the list begins at the beginning', async ({ signedIn }) => {
  const duty = await signedIn('duty_worker')
  for (const query of ['after=a&after=b', `after=${'x'.repeat(300)}`]) {
    expect([query, (await duty.get(`/alarms?${query}`)).reply.status]).toEqual([query, 200])
  }
})

for (const role of Role.exclude(['integrator']).options) {
  test(`as ${role}`, async ({ signedIn, anAlarm }) => {
    const { alarm } = await anAlarm()
    const who = await signedIn(role)
    const token = { [FORM_TOKEN]: await who.formToken() }
    const statuses = [
      await who.get('/alarms'),
      await who.get(`/alarms/${alarm}`),
      await who.post(`/alarms/${alarm}/take`, { key: `${key}1`, ...token }),
      await who.post(`/alarms/${alarm}`, { key: `${key}2`, alarm_outcome: 'handled', ...token }),
    ].map(({ reply }) => reply.status)
    expect(statuses).toEqual(expected[role])
  })
}

test('an alarm of another organisation looks like none; the focal point sees it, and no way to the handover', async ({
  signedIn,
  anAlarm,
}) => {
  const { alarm, referral } = await anAlarm()
  const html = { accept: 'text/html' }
  const neighbour = await signedIn('neighbour')
  const body = async (path: string) => {
    const { reply, text } = await neighbour.get(path, html)
    return [reply.status, text.replaceAll(/nonce="[^"]*"|value="[^"]*"/g, '')]
  }
  expect(await body(`/alarms/${alarm}`)).toEqual(await body(`/alarms/${anId()}`))
  expect((await neighbour.get('/alarms')).text).not.toContain(alarm)

  const focal = await signedIn('focal_point')
  const { text } = await focal.get(`/alarms/${alarm}`)
  expect(text).toContain('I take it on')
  expect(text).not.toContain(referral)
})
