import { expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { test as base } from '../../../test/sign-in-test.ts'

const test = base.extend('worker', ({ visitor }) => aPageVisitor(visitor('case_worker')))

type Worker = ReturnType<typeof aPageVisitor>

/** Does one act on its page, and again with the same form. */
async function act(worker: Worker, href: string, name: string, form: Record<string, string> = {}) {
  const done = await worker.fill(await worker.see(`${href}/${name}`), `${href}/${name}`, form)
  expect([name, done.status, done.to]).toEqual([name, 303, `${href}?done=send_${name}`])
  expect(await done.again()).toBe(303)
  return worker.see(String(done.to))
}

test('a handover is followed, halted on her word, and taken back', async ({
  worker,
  acceptedThere,
  db,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const page = await worker.see(href)
  for (const words of ['Accepted', 'Synthetic One', 'What has happened']) {
    expect(page).toContain(words)
  }
  const unanswered = await worker.fill(await worker.see(`${href}/pause`), `${href}/pause`, {})
  expect([unanswered.status, unanswered.text.includes('href="#by_her"')]).toEqual([422, true])

  expect(await act(worker, href, 'pause', { by_her: 'yes' })).toContain('Paused by her')
  const early = await worker.fill(await worker.see(`${href}/resume`), `${href}/resume`, {
    on_her_word: 'no',
  })
  expect(early.status).toBe(409)
  expect(await act(worker, href, 'resume', { on_her_word: 'yes' })).not.toContain('Paused by her')

  const asked = await worker.fill(await worker.see(`${href}/questions`), `${href}/questions`, {
    ask_text: 'Is there a lift?',
  })
  expect(asked.status).toBe(303)
  expect(await worker.see(`${href}/questions`)).toContain('Is there a lift?')
  expect(await worker.see(href)).toContain('Question')

  expect(await act(worker, href, 'recall')).toContain('Asked for back')
  const types = await db
    .selectFrom('referral_event')
    .select('type')
    .where('referral_id', '=', id as never)
    .execute()
  const once = types.filter(({ type }) => ['paused', 'resumed', 'recall_requested'].includes(type))
  expect(once).toHaveLength(3)

  expect(await act(worker, href, 'withdraw')).toContain('Ended')
})

test('a plan is confirmed as it was read, and she has her card and leaves', async ({
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
  const hash = /name="hash" value="([^"]*)"/.exec(read)?.[1] ?? ''
  const half = {
    hash,
    plan_risk: 'medium',
    valid_until: '2099-01-01',
    warm_handover: 'done',
    first_on_call: 'Synthetic Ada',
    second_on_call: 'Synthetic Bea',
    plan_phone: '+441700123456',
  }
  const { plan_phone: _, ...without } = half
  const refused = await worker.fill(read, `${href}/plan`, without)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('value="Synthetic Ada"')

  const confirmed = await worker.fill(read, `${href}/plan`, half)
  expect([confirmed.status, await confirmed.again()]).toEqual([303, 303])
  expect(await worker.see(href)).toContain(`${href}/card`)
  expect(await worker.see(`${href}/card`)).toContain('+441700123456')

  const left = await act(worker, href, 'depart', { still_wants_to: 'yes', phoned_in: 'no' })
  expect(left).toContain('Travelling')
})

test('a handover of another organisation is not there', async ({ visitor, acceptedThere }) => {
  const { id } = await acceptedThere()
  const { reply } = await visitor('neighbour').arriveAt(`/sending/${id}`)
  expect(reply.status).toBe(404)
})
