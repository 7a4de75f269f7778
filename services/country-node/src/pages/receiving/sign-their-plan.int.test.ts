import { expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { aHalf, aHandOver, aPlanText, aSignature, PLAN_MARK } from '../../../test/plans.ts'
import { test } from '../../../test/sign-in-test.ts'

const HOUR = 3_600_000
const clock = (at: number) => new Date(at).toISOString().slice(0, 16)
const html = { accept: 'text/html' }

const half = () => ({
  risk_here: 'low',
  risk_valid_until: clock(Date.now() + 240 * HOUR).slice(0, 10),
  on_call_first: 'Synthetic One',
  on_call_second: 'Synthetic Two',
  on_call_phone: '+40700123456',
})
const hashIn = (page: string) => /name="hash" value="([^"]+)"/.exec(page)?.[1] ?? ''

test('a plan of several legs that the other side signed is read, assessed and signed', async ({
  visitor,
  acceptedHere,
  ro,
  say,
  node,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const propose = (text = aPlanText()) =>
    say(ro, id, 'plan_signed', aSignature(text, aHalf({ hand_over: aHandOver() })))
  await propose()
  const handover = await worker.see(at)
  expect(handover).toContain('They have signed; it waits for you')
  expect(handover).toContain('Read their plan, and sign it')

  const page = await worker.see(`${at}/confirm-plan`)
  expect(page).toContain(`${PLAN_MARK} one – two`)
  expect(page).toContain('two – three')
  const alone = { ...half(), hash: hashIn(page), on_call_second: 'Synthetic One' }
  const refused = await worker.fill(page, `${at}/confirm-plan`, alone)
  expect([refused.status, refused.text]).toEqual([
    422,
    expect.stringContaining('Name another person than the first.'),
  ])
  expect(hashIn(refused.text)).toBe(hashIn(page))

  const other = aPlanText({ first_night: `${PLAN_MARK} another house` })
  await propose(other)
  const stale = await worker.fill(page, `${at}/confirm-plan`, { ...half(), hash: hashIn(page) })
  expect(stale.status).toBe(409)
  const fresh = await worker.see(`${at}/confirm-plan`)
  expect(fresh).toContain('another house')
  const done = await worker.fill(fresh, `${at}/confirm-plan`, { ...half(), hash: hashIn(fresh) })
  expect(done.to).toBe(`${at}?done=confirm-plan`)
  expect(await done.again()).toBe(303)
  expect(await worker.see(at)).toContain('Signed by both sides')
  const { status } = await node.db
    .selectFrom('referral')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(status).toBe('planned')
  expect((await visitor('case_worker').arriveAt(`${at}/confirm-plan`)).reply.status).toBe(409)
})

test('a way with a change is signed in parts, each after the one before', async ({
  visitor,
  acceptedHere,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const page = await worker.see(`${at}/plan/2`)
  expect(page).toContain('Part 2 of the way')
  const from = Date.now() + 24 * HOUR
  const parts = {
    travel_from: 'London',
    travel_to: 'Bucharest',
    travel_mode: 'plane',
    departs_at: clock(from),
    due_at: clock(from + 4 * HOUR),
    travel_from_2: 'Bucharest',
    travel_to_2: 'Iasi',
    travel_mode_2: 'train',
    departs_at_2: clock(from + 3 * HOUR),
    due_at_2: clock(from + 11 * HOUR),
    meeting_place: 'Gate 3',
    meeter: 'Ana',
    look: 'a green coat',
    first_night: 'Synthetic house',
    ...half(),
  }
  const early = await worker.fill(page, `${at}/plan/2`, parts)
  expect([early.status, early.text]).toEqual([
    422,
    expect.stringContaining('The second part begins after the first has ended.'),
  ])
  expect(early.text).toContain('value="Synthetic house"')
  const right = { ...parts, departs_at_2: clock(from + 5 * HOUR) }
  expect((await worker.fill(early.text, `${at}/plan/2`, right)).to).toBe(`${at}?done=plan`)
  const signed = await worker.see(at)
  expect(signed).toContain('Bucharest – Iasi')
  expect(signed).toContain('You have signed; the other side signs it with her')
  expect(signed).toContain(`href="${at}/plan/2"`)
  expect(await worker.see(`${at}/plan`)).not.toContain('value="Bucharest"')
  expect(await worker.see(`${at}/plan/2`)).toContain('value="Bucharest"')
})

test('a journey that has changed is said, and asks for a new plan', async ({
  visitor,
  plannedHere,
}) => {
  const { id } = await plannedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const page = await worker.see(`${at}/change`)
  const open = await worker.see(`${at}/change`)
  expect((await worker.fill(page, `${at}/change`, {})).status).toBe(422)
  const changed = await worker.fill(page, `${at}/change`, { travel_change: 'cancelled' })
  expect(changed.to).toBe(`${at}?done=change`)
  expect(await worker.see(at)).toContain('does not hold any more (cancelled)')
  const again = await worker.fill(open, `${at}/change`, { travel_change: 'delayed' })
  expect(again.status).toBe(409)
})

test('the risk is assessed on all that came: before that the plan says why not', async ({
  visitor,
  acceptedHere,
  signedIn,
}) => {
  const { id } = await acceptedHere({ packet: false })
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  expect(await worker.see(at)).toContain('You assess the risk on the full information')
  const plain = await signedIn('case_worker')
  const early = await plain.get(`${at}/plan`, html)
  expect([early.reply.status, early.text]).toEqual([
    409,
    expect.stringContaining('The full information is not here yet'),
  ])
})

test('a sheet to print says all that a meeter needs and nothing of her', async ({
  visitor,
  plannedHere,
}) => {
  const { id, pin } = await plannedHere()
  const worker = aPageVisitor(visitor('duty_worker'))
  const meet = await worker.see(`/receiving/${id}/meet`)
  expect(meet).toContain(`/receiving/${id}/sheet`)
  const sheet = await worker.see(`/receiving/${id}/sheet`)
  expect(sheet).toContain(`${PLAN_MARK} gate 3`)
  const [, words = ''] = /You speak first. Say:([\s\S]*)Not sure\?/.exec(sheet) ?? []
  expect(words).toContain('She answers with four digits')
  expect(words).not.toContain(pin)
})
