import { meetingWordsOf } from '@causeway/protocol/meeting'
import { PlanBody } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { anOffer, aPacket, aPacketItem, MARK } from '../../../test/offers.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { aHalf, aHandOver, aSignature } from '../../../test/plans.ts'
import { test } from '../../../test/sign-in-test.ts'
import { eventMessageOf } from '../../referrals/event-message.ts'

const HOUR = 3_600_000
const clock = (at: number) => new Date(at).toISOString().slice(0, 16)

test('the whole receiving side with plain pages, from the inbox to the end', async ({
  visitor,
  ro,
  parties,
  network,
  receive,
  linkOf,
  say,
  node,
  clock: nodeClock,
}) => {
  const { referral, message } = anOffer(ro, parties)
  await receive(await ro.post([message]))
  const staff = visitor('case_worker')
  const worker = aPageVisitor(staff)
  const at = `/receiving/${referral}`
  const eventsOf = (type: string) =>
    node.db
      .selectFrom('referral_event')
      .select('identity')
      .where('referral_id', '=', referral)
      .where('type', '=', type as never)
      .where('node', '=', node.nodeId)
      .execute()

  const home = await worker.see('/')
  expect(home).toContain('Needs you now')
  expect(home).toContain(at)
  const inbox = await worker.see('/inbox')
  expect(inbox).toContain(at)
  expect(inbox).toContain('answer by')

  const waiting = await worker.see(at)
  expect((await worker.fill(waiting, `${at}/open`, {})).to).toBe(at)
  const summary = await worker.see(at)
  expect(summary).toContain('Can you receive her?')
  expect(summary).toContain('27 to 29')
  expect(summary).toContain('Safe housing')
  expect(summary).not.toContain('Already told')

  const asking = await worker.see(`${at}/ask`)
  const unworded = await worker.fill(asking, `${at}/ask`, { question: 'other' })
  expect(unworded.status).toBe(422)
  const question = { question: 'interpreter', question_text: 'Which days?' }
  expect((await worker.fill(asking, `${at}/ask`, question)).to).toBe(`${at}?done=ask`)
  expect(await worker.see(at)).toContain('Which days?')

  const accepting = await worker.see(`${at}/accept`)
  expect(accepting).toContain('value="Synthetic case_worker"')
  const acceptance = {
    worker: 'Synthetic One',
    deputy: 'Synthetic Two',
    duty_phone: '+40700123456',
  }
  const wrong = await worker.fill(accepting, `${at}/accept`, {
    ...acceptance,
    duty_phone: 'none',
    accept_services: 'safe_housing',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('value="Synthetic Two"')
  expect(wrong.text).toMatch(/value="safe_housing" checked/)
  const accepted = await worker.fill(accepting, `${at}/accept`, {
    ...acceptance,
    accept_services: 'safe_housing',
  })
  expect(accepted.to).toBe(`${at}?done=accept`)
  expect(await accepted.again()).toBe(303)
  expect(await eventsOf('accepted')).toHaveLength(1)
  const { text: stale } = await staff.get(`${at}/accept`, { accept: 'text/html' })
  expect(stale).toContain('This is not possible now')
  expect(stale).toContain(`href="${at}">Open it again`)
  expect(await worker.see(at)).toContain('on its way')

  const to = { node: node.nodeId, org: network.ours }
  const grants = ro.grants({ items: ['full_name', 'contact_rules', 'medication'], to })
  const packet = aPacket(ro, {
    referral,
    ...parties,
    ...(await linkOf(ro, referral)),
    grants,
    items: [
      aPacketItem('full_name', `Synthetic ${MARK}`),
      aPacketItem('contact_rules', 'Never after six <o>'),
    ],
    do_not_ask: [
      { topic: 'full_name', because: 'told', times_asked: 2 },
      { topic: 'full_account', because: 'declined_to_say', times_asked: 1 },
    ],
  })
  expect((await receive(await ro.post([packet.message]))).outcome).toBe('applied')
  const handover = await worker.see(at)
  const order = ['Already told: please do not ask again', 'Never after six &lt;o&gt;', MARK]
  const places = order.map((text) => handover.indexOf(text))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(0)
  expect(handover).toContain('Her own account: does not want to speak of it, asked 1 time')

  const now = Date.now() + nodeClock.offset
  const planning = await worker.see(`${at}/plan`)
  const plan = {
    travel_from: 'London',
    travel_to: 'Iasi',
    travel_mode: 'plane',
    departs_at: clock(now + 24 * HOUR),
    due_at: clock(now + 28 * HOUR),
    meeting_place: 'Gate 3',
    meeter: 'Ana',
    look: 'a green coat',
    first_night: 'Synthetic house',
    risk_here: 'medium',
    risk_valid_until: clock(now + 240 * HOUR).slice(0, 10),
    on_call_first: 'Synthetic One',
    on_call_second: 'Synthetic Two',
    on_call_phone: '+40700123456',
  }
  const alone = { ...plan, on_call_second: 'Synthetic One' }
  const refused = await worker.fill(planning, `${at}/plan`, alone)
  expect([refused.status, refused.text]).toEqual([
    422,
    expect.stringContaining('Name another person than the first.'),
  ])
  expect((await worker.fill(planning, `${at}/plan`, plan)).to).toBe(`${at}?done=plan`)
  expect(await worker.see(at)).toContain('the other side signs it with her')

  const [signed] = await eventsOf('plan_signed')
  const sent = signed && (await eventMessageOf(node, signed.identity))
  const json = sent?.type === 'referral.event' ? sent.body?.json : undefined
  const ours = PlanBody.parse(JSON.parse(json ?? ''))
  const text = JSON.parse(ours.plan.json)
  const handOver = aHandOver()
  const half = { ...aHalf({ hand_over: handOver }), on_call: aHalf().on_call.slice(0, 1) }
  const theirs = aSignature(text, half, { plan: ours.plan })
  expect((await say(ro, referral, 'plan_signed', theirs)).outcome).toBe('applied')

  const { pin } = meetingWordsOf(handOver.secret, referral as RandomId)
  const meeting = await worker.see(`${at}/meet`)
  expect(meeting).toContain('You speak first. Say:')
  expect(meeting).not.toContain(MARK)
  expect(meeting).not.toContain(pin)
  const other = pin === '0000' ? '0001' : '0000'
  const met = (digits: string) =>
    worker.fill(meeting, `${at}/met`, { met_kind: 'by_plan', met_words: 'matched', pin: digits })
  const tried = await met(other)
  expect([tried.status, tried.text]).toEqual([422, expect.stringContaining('other digits')])
  const told = await worker.fill(tried.text, `${at}/met`, {
    met_kind: 'by_plan',
    met_words: 'matched',
    pin: `${pin.slice(0, 2)} ${pin.slice(2)}`,
  })
  expect(told.to).toBe(`${at}?done=met`)

  const arrived = await worker.see(`${at}/care`)
  const silent = await worker.fill(arrived, `${at}/care`, { feedback: 'outcome' })
  expect(silent.status).toBe(422)
  const inCare = { spoken_with_her: 'yes', feedback: 'none' }
  expect((await worker.fill(arrived, `${at}/care`, inCare)).to).toBe(`${at}?done=care`)

  expect(await worker.see(`${at}/follow-ups`)).toContain(`${at}/follow-ups/next_day`)
  const asked = await worker.see(`${at}/follow-ups/next_day`)
  const note = { reached: 'yes', follow_up_note: 'She slept well.' }
  const noted = await worker.fill(asked, `${at}/follow-ups/next_day`, note)
  expect(noted.status).toBe(303)
  expect(await worker.see(`${at}/follow-ups`)).toContain('She slept well.')

  const closing = await worker.see(`${at}/close`)
  const closed = await worker.fill(closing, `${at}/close`, { outcome: 'services_completed' })
  expect(closed.to).toBe(`${at}?done=close`)
  const after = await worker.see(`${at}?done=close`)
  expect(after).toContain('The handover has ended.')
  expect(after).not.toContain(MARK)
})

test('a receiver that cannot help says why, and who may', async ({
  visitor,
  ro,
  parties,
  network,
  receive,
  node,
}) => {
  const { referral, message } = anOffer(ro, parties)
  await receive(await ro.post([message]))
  const intake = aPageVisitor(visitor('intake_worker'))
  const at = `/receiving/${referral}`
  await intake.fill(await intake.see(at), `${at}/open`, {})
  const declining = await intake.see(`${at}/decline`)
  const form = { decline_reason: 'no_capacity', alternative: network.other }
  expect((await intake.fill(declining, `${at}/decline`, form)).to).toBe(`${at}?done=decline`)
  const { status } = await node.db
    .selectFrom('referral')
    .select('status')
    .where('id', '=', referral)
    .executeTakeFirstOrThrow()
  expect(status).toBe('declined')
})
