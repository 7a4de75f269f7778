import { expect } from 'vitest'
import { nowInSeconds } from '../../../test/peer.ts'
import { doAct, hiddenIn, test } from '../../../test/sent-pages.ts'
import { clockAt } from '../clock-time.ts'

const half = {
  plan_risk: 'medium',
  valid_until: '2099-01-01',
  warm_handover: 'done',
  first_on_call: 'Synthetic Ada',
  second_on_call: 'Synthetic Bea',
  plan_phone: '+441700123456',
}

test('a plan is confirmed as it was read, and her card follows at once', async ({
  worker,
  acceptedThere,
  aProposal,
  say,
  ro,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  await say(ro, id, 'plan_signed', aProposal.signature())
  expect(await worker.see(href)).toContain('Read and confirm the plan')
  const read = await worker.see(`${href}/plan`)
  const hash = hiddenIn(read, 'hash')

  const { plan_phone: _, ...without } = half
  const refused = await worker.fill(read, `${href}/plan`, { ...without, hash })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('value="Synthetic Ada"')
  const early = await worker.fill(read, `${href}/plan`, {
    ...half,
    hash,
    valid_until: '2020-01-01',
  })
  expect([early.status, early.text.includes('href="#valid_until"')]).toEqual([422, true])
  const alone = { ...half, hash, second_on_call: 'synthetic ada' }
  const same = await worker.fill(read, `${href}/plan`, alone)
  expect([same.status, same.text.includes('href="#second_on_call"')]).toEqual([422, true])

  const confirmed = await worker.fill(read, `${href}/plan`, { ...half, hash })
  expect([confirmed.status, confirmed.to]).toEqual([303, `${href}/card?done=send_plan`])
  expect(await confirmed.again()).toBe(303)
  const card = await worker.see(`${href}/card`)
  expect(card).toContain('+441700123456')
  expect(card).toContain('<svg')
})

test('a plan that was changed since it was read is not confirmed', async ({
  worker,
  acceptedThere,
  aProposal,
  say,
  ro,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  await say(ro, id, 'plan_signed', aProposal.signature())
  const read = await worker.see(`${href}/plan`)
  await say(ro, id, 'plan_signed', aProposal.signature())
  const done = await worker.fill(read, `${href}/plan`, { ...half, hash: hiddenIn(read, 'hash') })
  expect([done.status, done.text.includes('plan-changed')]).toEqual([409, true])
})

test('each leg is left once, at its true time, and on her word of the day', async ({
  worker,
  plannedThere,
  db,
}) => {
  const { id } = await plannedThere()
  const href = `/sending/${id}`
  expect(await worker.see(href)).toContain('Leaving, still wants to')
  const first = await worker.see(`${href}/depart`)
  expect(first).toContain('part 1 of 2')

  const said = { still_wants_to: 'yes', told_by_phone: 'no', leg: '1' }
  const wrong = [
    { ...said, still_wants_to: 'no' },
    { ...said, left_at: clockAt((nowInSeconds() + 86_400) as never, 'UTC') },
    { ...said, left_at: '2020-01-01T10:00' },
    { ...said, left_at: '2026-02-31T10:00' },
  ]
  for (const form of wrong) {
    const { status, text } = await worker.fill(first, `${href}/depart`, form)
    expect(status).toBe(422)
    expect(text).toMatch(/href="#(still_wants_to|left_at)"/)
  }

  expect(await doAct(worker, href, 'depart', said)).toContain('Travelling')
  const late = await worker.fill(first, `${href}/depart`, said)
  expect(late.status).toBe(409)

  expect(await worker.see(`${href}/depart`)).toContain('part 2 of 2')
  const next = await doAct(worker, href, 'depart', { ...said, told_by_phone: 'yes', leg: '2' })
  expect(next).not.toContain(`href="${href}/depart"`)
  const left = await db
    .selectFrom('referral_event')
    .select('type')
    .where('referral_id', '=', id as never)
    .where('type', '=', 'departed')
    .execute()
  expect(left).toHaveLength(2)
})

test('a journey that has changed alarms nobody, and new times are proposed from the old', async ({
  worker,
  plannedThere,
}) => {
  const { id } = await plannedThere()
  const href = `/sending/${id}`
  const changed = await doAct(worker, href, 'changed', { what_changed: 'cancelled' })
  expect(changed).toContain('No plan holds now')
  expect(changed).toContain(`href="${href}/propose"`)

  const page = await worker.see(`${href}/propose`)
  expect(page).toContain('value="two"')
  const at = (hours: number) => clockAt((nowInSeconds() + hours * 3600) as never, 'UTC')
  const plan = {
    leg1_from: 'one',
    leg1_to: 'two',
    leg1_mode: 'coach',
    leg1_departs: at(48),
    leg1_due: at(50),
    leg2_from: 'two',
    leg2_to: 'three',
    leg2_mode: 'train',
    leg2_departs: at(52),
    leg2_due: at(54),
    meeting_place: 'gate 3',
    meeter: 'Ana',
    look: 'a green coat',
    first_night: 'the house',
    ...half,
  }
  const faults: [object, string][] = [
    [{ leg1_due: at(47) }, 'leg1_due'],
    [{ leg2_departs: at(49) }, 'leg2_departs'],
    [{ leg2_to: '' }, 'leg2_to'],
    [{ leg1_from: '' }, 'leg1_from'],
    [{ leg2_due: '' }, 'leg2_due'],
    [{ warm_handover: '' }, 'warm_handover'],
  ]
  for (const [wrong, field] of faults) {
    const { status, text } = await worker.fill(page, `${href}/propose`, { ...plan, ...wrong })
    expect([field, status, text.includes(`href="#${field}"`)]).toEqual([field, 422, true])
  }
  const proposed = await worker.fill(page, `${href}/propose`, plan)
  expect([proposed.status, proposed.to]).toEqual([303, `${href}?done=send_propose`])
  expect(await proposed.again()).toBe(303)
  expect(await worker.see(href)).toContain('Your plan waits for them to sign it')
  expect(await worker.see(`${href}/plan`)).toContain('You have signed this plan')
})

test('who is missed and not found is said step by step', async ({ worker, plannedThere }) => {
  const { id } = await plannedThere()
  const href = `/sending/${id}`
  await doAct(worker, href, 'depart', { still_wants_to: 'yes', told_by_phone: 'no', leg: '1' })
  expect(await worker.see(href)).toContain('First say that she has not arrived')
  const early = await worker.fill(await worker.see(`${href}/lost`), `${href}/lost`, {})
  expect(early.status).toBe(409)
  const missed = await doAct(worker, href, 'missed', { leg: '1' })
  expect(missed).toContain('Both sides look for her quietly')
  expect(await doAct(worker, href, 'lost')).toContain('Your supervisor looks at it again')
})
